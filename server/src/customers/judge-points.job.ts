import { raw, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import type { Schedule } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { openDns } from '../mail/index.ts'
import { readPoint } from './contact-point-value.ts'
import { judgePoint } from './judge-point.ts'
import { maillessAmong } from './mail-domains.ts'

/** Points that are looked at in one transaction. */
const batch = 1_000
const firstId = '00000000-0000-0000-0000-000000000000'

/** Each night: which addresses and numbers reach nobody. Only what is judged otherwise than before is written. */
export const judgePoints: Schedule = {
  name: 'judge_contact_points',
  crontab: '50 1 * * *',
  async run(kernel) {
    const workspaces = await kernel.database.control<{ id: string }>(sql`select id from control.workspace order by id`)
    for (const { id } of workspaces) await judgeIn(kernel, id)
  },
}

async function judgeIn(kernel: Kernel, workspaceId: string): Promise<void> {
  const mailless = domainBook(kernel)
  for (let after: string | null = firstId; after !== null; ) {
    if (kernel.stopping.aborted) throw new Error('the process stops')
    const place: string = after
    const caller = await callerOfProgram(kernel, workspaceId)
    const rows = await kernel.database.read(workspaceId, (tx) => pointsAfter({ tx, actor: caller.actor }, place))
    const without = await mailless(rows)
    const changed = rows.flatMap((row) => judged(row, caller.model.settings.country, without))
    if (changed.length > 0) await write(kernel, caller, (ctx) => keep(ctx, changed))
    after = rows.length < batch ? null : (rows.at(-1)?.id ?? null)
  }
}

interface PointToJudge {
  readonly id: string
  readonly kind: string
  readonly value: string
  readonly normalized: string | null
  readonly valid: boolean | null
  readonly fault: string | null
  readonly suggestion: string | null
  readonly bounced: boolean
}

/** What somebody confirmed, or knows to be over, is left as it is. */
function pointsAfter({ tx, actor }: Pick<Context, 'tx' | 'actor'>, after: string): Promise<PointToJudge[]> {
  return tx.rows<PointToJudge>(sql`
    select p.id, p.kind, p.value, p.normalized, p.valid, p.fault, p.suggestion, s.address is not null as bounced
    from app.contact_point p left join app.mail_suppression s on s.workspace_id = ${actor.workspaceId}
      and s.address = p.normalized and s.reason = 'no_such_address' and p.kind = 'email'
    where p.workspace_id = ${actor.workspaceId} and p.deleted_at is null and p.id > ${after}::uuid
      and p.kind in ('email', 'phone') and p.confirmed is not true and p.fault is distinct from 'left'
    order by p.id limit ${raw(String(batch))}`)
}

type Changed = Readonly<Record<string, unknown>> & { readonly id: string }

function judged(row: PointToJudge, country: string, mailless: ReadonlySet<string>): readonly Changed[] {
  const { id, kind, value, bounced } = row
  const point = readPoint(kind, value, country)
  const judgement = judgePoint(kind, point, { bounced, mailless: mailless.has(domainOf(row)) })
  const { valid, fault, suggestion } = judgement
  return valid === row.valid && fault === row.fault && suggestion === row.suggestion ? [] : [{ id, ...judgement }]
}

async function keep(ctx: Context, changed: readonly Changed[]): Promise<void> {
  const judgedAt = ctx.now.toISOString()
  const held = await ctx.lock(
    'contact_point',
    changed.map(({ id }) => id),
  )
  const patches = changed.filter(({ id }) => held.get(id)?.confirmed !== true && held.has(id))
  await ctx.updateMany(
    'contact_point',
    patches.map((patch) => ({ ...patch, judgedAt })),
    { computed: true },
  )
}

function domainOf({ kind, normalized }: Pick<PointToJudge, 'kind' | 'normalized'>): string {
  return kind === 'email' && normalized ? normalized.slice(normalized.lastIndexOf('@') + 1) : ''
}

/** Says which domains take no mail, asking for each once; none where that is not to be asked. */
function domainBook({ mail }: Kernel): (rows: readonly PointToJudge[]) => Promise<ReadonlySet<string>> {
  if (!mail.checksDomains) return async () => new Set()
  const dns = openDns(mail.dnsServers)
  const asked = new Set<string>()
  const mailless = new Set<string>()
  return async (rows) => {
    const domains = [...new Set(rows.map(domainOf))].filter((domain) => domain !== '' && !asked.has(domain))
    for (const domain of domains) asked.add(domain)
    for (const domain of await maillessAmong(dns, domains)) mailless.add(domain)
    return mailless
  }
}

import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, isChanging, type Lifecycle, type Values, valueAfter } from '../kernel/lifecycle.ts'
import { type AffiliationRow, affiliationsOf } from './affiliations.sql.ts'
import { isCurrent, mainAffiliation, planAccount } from './main-affiliation.ts'

/**
 * The account that stands on a contact is that of the person's main affiliation. Whichever side is written, the other
 * follows; who leaves the main account has none.
 */
export const affiliationLifecycles: readonly Lifecycle[] = [
  { object: 'contact', after: followContacts },
  { object: 'affiliation', before: checkDays, after: settleAccounts },
]

type Patch = Values & { readonly id: string }

async function followContacts(ctx: Context, changes: readonly Change[]): Promise<void> {
  const written = changes.filter((change) => !change.computed)
  const created = written.filter((change) => change.verb === 'create' && change.patch.account)
  const first = created.map(({ id, patch }) => ({ contact: id, account: patch.account, primary: true }))
  if (first.length > 0) await ctx.insertMany('affiliation', first, { computed: true })
  const moved = written.filter((change) => change.verb === 'update' && isChanging(change, 'account'))
  if (moved.length > 0) await moveContacts(ctx, moved)
}

async function moveContacts(ctx: Context, changes: readonly Change[]): Promise<void> {
  const rows = await affiliationsOf(
    ctx,
    changes.map((change) => change.id),
  )
  const patches: Patch[] = []
  const added: Values[] = []
  for (const { id, patch } of changes) {
    const account = typeof patch.account === 'string' ? patch.account : null
    const plan = planAccount(
      rows.filter((row) => row.contact === id),
      account,
      ctx.today,
    )
    patches.push(...plan.ended.map((one) => ({ id: one, primary: false, to: ctx.today })))
    if (plan.raised) patches.push({ id: plan.raised, primary: true })
    if (plan.added) added.push({ contact: id, ...plan.added, primary: true })
  }
  await ctx.updateMany('affiliation', patches, { computed: true })
  if (added.length > 0) await ctx.insertMany('affiliation', added, { computed: true })
}

/** @throws Failure 422 when it ends before it begins */
function checkDays(ctx: Context, changes: readonly Change[]): void {
  for (const change of changes) {
    if (change.verb !== 'create' && change.verb !== 'update') continue
    const [from, to] = [dayOf(valueAfter(change, 'from')), dayOf(valueAfter(change, 'to'))]
    if (from && to && to < from) throw invalid({ to: { code: 'before_beginning' } })
    if (change.patch.primary === true && !isCurrent({ from, to }, ctx.today)) change.patch.primary = false
  }
}

function dayOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** After affiliations were written: at most one main one, and its account on the contact. */
async function settleAccounts(ctx: Context, changes: readonly Change[]): Promise<void> {
  const back = changes.filter((change) => change.withParent && change.verb === 'restore').map((change) => change.id)
  const written = changes.filter((change) => !change.computed && (!change.withParent || change.verb === 'restore'))
  if (written.length === 0) return
  const ids = written.flatMap((change) => [change.before?.contact, valueAfter(change, 'contact')])
  const contacts = [...new Set(ids.filter((id) => typeof id === 'string'))].sort()
  const wished = written.filter(wishes).map((change) => change.id)
  const made = written
    .filter((change) => change.verb === 'create' || change.verb === 'restore')
    .map((change) => change.id)
  await settleContacts(ctx, contacts, { wished, made, back })
}

interface Settling {
  /** Affiliations that somebody made the main ones. */
  readonly wished: readonly string[]
  readonly made: readonly string[]
  /** Those that came back with their account. */
  readonly back: readonly string[]
}

/** Marks the main affiliation of contacts as of today, and writes its account on them. */
export async function settleContacts(
  ctx: Context,
  contacts: readonly string[],
  { wished, made, back }: Settling = { wished: [], made: [], back: [] },
): Promise<void> {
  const held = await ctx.lock('contact', contacts)
  const rows = await affiliationsOf(ctx, contacts)
  const affiliations: Patch[] = []
  const patches: Patch[] = []
  for (const [id, record] of held) {
    // Who found another main account meanwhile keeps it when the old one comes back.
    const own = rows.filter((row) => row.contact === id).sort((a, b) => rank(back, a) - rank(back, b))
    const main = mainAffiliation(own, { wished, made, today: ctx.today })
    affiliations.push(...marked(own, main?.id))
    if ((record.account ?? null) !== (main?.account ?? null)) patches.push({ id, account: main?.account ?? null })
  }
  await ctx.updateMany('affiliation', affiliations, { computed: true })
  await ctx.updateMany('contact', patches, { computed: true })
}

function rank(back: readonly string[], { id }: AffiliationRow): number {
  return back.includes(id) ? 1 : 0
}

function wishes(change: Change): boolean {
  return change.patch.primary === true && (change.verb === 'create' || isChanging(change, 'primary'))
}

function marked(rows: readonly AffiliationRow[], main: string | undefined): readonly Patch[] {
  return rows.flatMap((row) => (row.primary === (row.id === main) ? [] : [{ id: row.id, primary: row.id === main }]))
}

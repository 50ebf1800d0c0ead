import { type FiscalPeriodKind, fiscalPeriodKinds, fiscalPeriodName, isFiscalPeriodStart, sql } from '@tendero/model'
import { scopeOf } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { forbidden, invalid } from '../../kernel/failure.ts'
import { type Change, type Lifecycle, type Values, valueAfter } from '../../kernel/lifecycle.ts'
import { type Subject, setsQuotasOf } from './subject-rights.ts'

/**
 * A quota is of a period of the fiscal calendar; its name says of which, whose it is — a person's, a team's or everybody's —
 * and of what. Who may not set all of them sets those of the people and teams that they reach.
 * @throws Failure 422 `no_period_begins` at `startsOn`, 403 for somebody out of reach
 */
export const quotaLifecycle: Lifecycle = {
  object: 'quota',
  async before(ctx, changes) {
    const written = changes.filter(({ verb }) => verb === 'create' || verb === 'update')
    const titles = await titlesOf(ctx, written)
    for (const change of written) {
      requireWhole(ctx, change)
      requireReach(ctx, change)
      change.patch.name = nameOf(ctx, change, titles)
    }
  },
  follows: () => ({}) satisfies Values,
}

function requireWhole({ model }: Context, change: Change): void {
  const kind = periodOf(change)
  const startsOn = String(valueAfter(change, 'startsOn'))
  if (!isFiscalPeriodStart(kind, startsOn, model.settings.fiscalYearStart))
    throw invalid({ startsOn: { code: 'no_period_begins' } })
}

/** Of a quota that is made, or becomes somebody else's; who may change which otherwise follows from the role. */
function requireReach(ctx: Context, change: Change): void {
  if (change.verb === 'update' && !('owner' in change.patch) && !('team' in change.patch)) return
  const [owner, team] = [valueAfter(change, 'owner'), valueAfter(change, 'team')]
  const whose: Subject | null = owner
    ? { kind: 'person', id: String(owner) }
    : team
      ? { kind: 'team', id: String(team) }
      : null
  const may = whose ? setsQuotasOf(ctx, whose) : scopeOf(ctx.actor, 'quota', 'edit') === 'all'
  if (!may) throw forbidden({ object: 'quota' })
}

/** Such as `2017-Q4 Ana`, `2017-Q4 Ana · GTX Pro` and `2017-Q4 Iberia`, which is everybody's of a territory. */
function nameOf({ model }: Context, change: Change, titles: ReadonlyMap<string, string>): string {
  const kind = periodOf(change)
  const startsOn = String(valueAfter(change, 'startsOn'))
  const [owner, team] = [valueAfter(change, 'owner'), valueAfter(change, 'team')]
  const named = (catalogue: string, id: unknown) => model.catalogue.get(catalogue)?.get(String(id))?.name
  const whose = owner ? named('user', owner) : team ? named('team', team) : undefined
  const of = partsOf(change).map((id) => titles.get(id))
  const subject = [whose, ...of].filter((one) => one !== undefined && one !== null).join(' · ')
  return `${fiscalPeriodName({ kind, startsOn }, model.settings.fiscalYearStart)} ${subject || model.settings.name}`
}

/** The territory and the product that it is of. */
const partsOf = (change: Change): readonly string[] =>
  ['territory', 'product'].flatMap((field) => {
    const id = valueAfter(change, field)
    return typeof id === 'string' ? [id] : []
  })

async function titlesOf({ tx }: Context, changes: readonly Change[]): Promise<ReadonlyMap<string, string>> {
  const ids = changes.flatMap(partsOf)
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ readonly id: string; readonly name: string }>(sql`
    select t.id, t.name from app.territory t where t.workspace_id = ${tx.workspaceId} and t.id = any(${ids}::uuid[])
    union all select p.id, p.name from app.product p where p.workspace_id = ${tx.workspaceId} and p.id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function periodOf(change: Change): FiscalPeriodKind {
  return fiscalPeriodKinds.find((kind) => kind === valueAfter(change, 'period')) ?? 'quarter'
}

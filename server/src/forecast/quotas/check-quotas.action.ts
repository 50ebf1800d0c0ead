import { type FiscalPeriodKind, fiscalPeriodKinds, fiscalPeriodName, isFiscalPeriodStart } from '@tendero/model'
import type { Context } from '../../kernel/context.ts'
import { invalid } from '../../kernel/failure.ts'
import { type Change, type Lifecycle, type Values, valueAfter } from '../../kernel/lifecycle.ts'

/**
 * A quota is of a period of the fiscal calendar; its name says of which, and whose it is: a person's, a team's or everybody's.
 * @throws Failure 422 `no_period_begins` at `startsOn`
 */
export const quotaLifecycle: Lifecycle = {
  object: 'quota',
  async before(ctx, changes) {
    for (const change of changes) {
      if (change.verb !== 'create' && change.verb !== 'update') continue
      requireWhole(ctx, change)
      change.patch.name = nameOf(ctx, change)
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

/** Such as `2017-Q4 Ana`. */
function nameOf({ model }: Context, change: Change): string {
  const kind = periodOf(change)
  const startsOn = String(valueAfter(change, 'startsOn'))
  const [owner, team] = [valueAfter(change, 'owner'), valueAfter(change, 'team')]
  const of = (catalogue: string, id: unknown) => model.catalogue.get(catalogue)?.get(String(id))?.name
  const subject = owner ? of('user', owner) : team ? of('team', team) : model.settings.name
  return `${fiscalPeriodName({ kind, startsOn }, model.settings.fiscalYearStart)} ${String(subject ?? '')}`.trim()
}

function periodOf(change: Change): FiscalPeriodKind {
  return fiscalPeriodKinds.find((kind) => kind === valueAfter(change, 'period')) ?? 'quarter'
}

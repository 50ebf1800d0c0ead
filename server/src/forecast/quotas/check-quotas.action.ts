import { type FiscalPeriodKind, fiscalPeriodKinds, fiscalPeriodName, isFiscalPeriodStart } from '@tendero/model'
import type { Context } from '../../kernel/context.ts'
import { invalid } from '../../kernel/failure.ts'
import { type Change, type Lifecycle, type Values, valueAfter } from '../../kernel/lifecycle.ts'

/**
 * A quota is of a period of the fiscal calendar, of somebody or of a team; its name says which. A person's is of their own
 * team, whatever it says.
 * @throws Failure 422 `no_period_begins` at `startsOn`, `required` at `owner`
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
  if (!valueAfter(change, 'owner') && !valueAfter(change, 'team')) throw invalid({ owner: { code: 'required' } })
}

/** Such as `2017-Q4 Ana`. */
function nameOf({ model }: Context, change: Change): string {
  const kind = periodOf(change)
  const startsOn = String(valueAfter(change, 'startsOn'))
  const [owner, team] = [valueAfter(change, 'owner'), valueAfter(change, 'team')]
  const subject = owner
    ? model.catalogue.get('user')?.get(String(owner))?.name
    : model.catalogue.get('team')?.get(String(team))?.name
  return `${fiscalPeriodName({ kind, startsOn }, model.settings.fiscalYearStart)} ${String(subject ?? '')}`.trim()
}

function periodOf(change: Change): FiscalPeriodKind {
  return fiscalPeriodKinds.find((kind) => kind === valueAfter(change, 'period')) ?? 'quarter'
}

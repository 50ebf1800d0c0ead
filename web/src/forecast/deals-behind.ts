import type { ForecastRollUp, RollUpCategory, RollUpRow } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { is, within } from '../reports/drill.ts'
import { categoriesIn } from './counted-in.ts'

type Place = Pick<RollUpRow, 'kind' | 'id' | 'parent'>

/** The deals of a category in a period, alone or together with all that are surer, as filters of their list. */
export function dealsIn(
  { startsOn, endsOn }: ForecastRollUp['period'],
  category: RollUpCategory,
  cumulative: boolean,
): readonly Filter[] {
  const days = { from: startsOn, to: endsOn }
  const closed = [is('status', 'won'), ...within('closedOn', days)]
  if (category === 'closed') return closed
  const open = categoriesIn(category, cumulative).filter((one) => one !== 'closed')
  const expected = [is('status', 'open'), anyOf('forecastCategory', open), ...within('closeOn', days)]
  return cumulative ? [{ or: [{ and: closed }, { and: expected }] }] : expected
}

/** Those that count for a person, or for a team and all below it. */
export function dealsOf(rows: readonly Place[], row: Place): readonly Filter[] {
  const { kind, id, parent } = row
  if (kind === 'person') return id === null ? [is('owner', null), is('team', parent)] : [is('owner', id)]
  const teams = withAllBelow(rows, id)
  return [{ or: [anyOf('owner.team', teams), { and: [is('owner', null), anyOf('team', teams)] }] }]
}

/** Those whose account is in a territory, or in one below it. */
export function dealsInTerritory(rows: readonly Place[], { id }: Place): readonly Filter[] {
  if (id === null) return [{ or: [is('account', null), is('account.territory', null)] }]
  return [anyOf('account.territory', withAllBelow(rows, id))]
}

const anyOf = (field: string, value: readonly string[]): Filter => ({ field, op: 'any_of', value })

/** A team or a territory and all below it; rows stand after the one that they are part of. */
function withAllBelow(rows: readonly Place[], id: string | null): readonly string[] {
  const found = new Set(id === null ? [] : [id])
  for (const row of rows)
    if (row.kind === 'team' && row.id !== null && row.parent !== null && found.has(row.parent)) found.add(row.id)
  return [...found]
}

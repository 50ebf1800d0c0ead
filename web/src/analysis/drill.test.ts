import type { ReportDefinition } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import { type Chosen, drillFilter } from './drill.ts'

const won = { field: 'status', op: 'is', value: 'won' }
const report: Pick<ReportDefinition, 'filter' | 'measures'> = {
  filter: { field: 'owner', op: 'is', value: 'me' },
  measures: [
    { name: 'count', aggregate: 'count' },
    { name: 'won', aggregate: 'sum', field: 'amount', filter: won },
    { name: 'each', formula: 'won / count' },
  ],
}
const team: Chosen = { group: { field: 'team' }, key: { value: 'north', title: 'North' } }

describe('the records behind a figure', () => {
  test.each<[string, readonly Chosen[], string | undefined, unknown[]]>([
    ['of a group are those with its value', [team], 'count', [{ field: 'team', op: 'is', value: 'north' }]],
    ['of a measure of some records are those', [], 'won', [won]],
    ['of a calculation are all of the group', [team], 'each', [{ field: 'team', op: 'is', value: 'north' }]],
    [
      'of a month are within its days',
      [
        {
          group: { field: 'closedOn', part: 'month' },
          key: { value: '2026-01-01', title: null, from: '2026-01-01', to: '2026-02-01' },
        },
      ],
      undefined,
      [
        { field: 'closedOn', op: 'at_least', value: '2026-01-01' },
        { field: 'closedOn', op: 'less', value: '2026-02-01' },
      ],
    ],
    [
      'without a value have none, on the way or at its end',
      [{ group: { field: 'account.sector' }, key: { value: null, title: null } }],
      undefined,
      [{ not: { field: 'account.sector', op: 'is_not_empty' } }],
    ],
  ])('%s', (_what, chosen, measure, filters) => {
    expect(drillFilter(report, chosen, measure)).toEqual({ and: [report.filter, ...filters] })
  })

  test('of a report of all records are all', () => {
    expect(drillFilter({}, [])).toBeUndefined()
    expect(drillFilter({}, [team])).toEqual({ field: 'team', op: 'is', value: 'north' })
  })
})

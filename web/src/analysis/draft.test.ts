import type { ReportDefinition } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import { askedOf, freshName, groupBy, isComplete, readDraft } from './draft.ts'

const draft: ReportDefinition = {
  object: 'opportunity',
  kind: 'pivot',
  columns: ['name'],
  rows: [{ field: 'team' }, { field: 'owner' }],
  across: { field: 'stage' },
  measures: [
    { name: 'count', aggregate: 'count' },
    { name: 'amount', aggregate: 'sum', field: 'amount' },
  ],
  period: { field: 'closedOn', name: 'this_month' },
}

describe('what is asked of a draft', () => {
  test.each<[ReportDefinition['kind'], Partial<ReportDefinition>]>([
    ['pivot', { rows: draft.rows, across: draft.across, measures: draft.measures }],
    ['grouped', { rows: draft.rows, measures: draft.measures }],
    ['line', { rows: [{ field: 'team' }], across: draft.across, measures: draft.measures }],
    ['pie', { rows: [{ field: 'team' }], measures: draft.measures?.slice(0, 1), limit: 8 }],
    ['number', { measures: draft.measures, period: draft.period }],
    ['table', { columns: ['name'] }],
  ])('as %s is what that shows', (kind, asked) => {
    expect(askedOf({ ...draft, kind })).toEqual({ object: 'opportunity', kind, ...asked })
  })
})

test.each([
  ['bar', { rows: [] }, false],
  ['bar', { measures: [] }, false],
  ['number', { rows: [] }, true],
  ['table', { rows: [], measures: [] }, true],
] as const)('a draft of %s with %j is complete: %s', (kind, change, complete) => {
  expect(isComplete({ ...draft, kind, ...change })).toBe(complete)
})

test('a measure is called by its field, and no two alike', () => {
  expect(freshName([], 'account.employees')).toBe('employees')
  expect(freshName(draft.measures ?? [], 'amount')).toBe('amount2')
})

test('days are grouped by months at first', () => {
  expect(groupBy({ name: 'closedOn', kind: 'date' }, 'closedOn')).toEqual({ field: 'closedOn', part: 'month' })
  expect(groupBy({ name: 'worked', kind: 'formula', result: 'text' }, 'worked')).toEqual({ field: 'worked' })
})

test.each([
  [draft, true],
  [{ ...draft, kind: 'cake' }, false],
  [{ ...draft, rows: 'team' }, false],
  [{ ...draft, filter: 'all' }, false],
  ['pivot', false],
])('%j of an address is a draft: %s', (raw, good) => {
  expect(readDraft(raw) !== undefined).toBe(good)
})

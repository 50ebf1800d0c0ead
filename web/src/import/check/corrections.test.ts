import type { ImportMapping, RejectedRow } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { joined, problemsAt, textAt, withCorrection } from './corrections.ts'

const row: RejectedRow = {
  row: 4,
  cells: ['Worse', 'x', 'Calle 1', 'Nowhere'],
  problems: [
    { row: 4, field: 'employees', value: 'x', code: 'not_a_number' },
    { row: 4, field: 'address', value: 'Nowhere', code: 'not_a_country' },
    { row: 4, field: 'taxId', value: null, code: 'required' },
    { row: 4, field: null, value: null, code: 'forbidden' },
  ],
}
const mapping: readonly ImportMapping[] = [
  { column: 0, field: 'name' },
  { column: 1, field: 'employees' },
  { column: 2, field: 'address' },
  { column: 3, field: 'address', part: 4 },
  { column: null, field: 'taxId', constant: '' },
]

test('a cell says what it was corrected to', () => {
  const corrections = withCorrection([], row, 1, '7')
  expect([textAt(corrections, row, 1), textAt(corrections, row, 0), textAt(corrections, row, 9)]).toEqual([
    '7',
    'Worse',
    '',
  ])
  expect(withCorrection(corrections, row, 1, '8')).toEqual([{ row: 4, column: 1, text: '8' }])
})

test('a correction that says what the file says is none', () => {
  expect(withCorrection(withCorrection([], row, 1, '7'), row, 1, 'x')).toEqual([])
})

test('later corrections take the place of earlier ones', () => {
  const earlier = [
    { row: 1, column: 0, text: 'a' },
    { row: 4, column: 1, text: 'b' },
  ]
  expect(joined(earlier, [{ row: 4, column: 1, text: 'c' }])).toEqual([
    { row: 1, column: 0, text: 'a' },
    { row: 4, column: 1, text: 'c' },
  ])
  expect(joined(undefined, [])).toEqual([])
})

test('what is wrong stands at its cell, and else at the row', () => {
  const codes = [0, 1, 2, 3, null].map((column) => problemsAt(mapping, row, column).map(({ code }) => code))
  expect(codes).toEqual([[], ['not_a_number'], [], ['not_a_country'], ['required', 'forbidden']])
})

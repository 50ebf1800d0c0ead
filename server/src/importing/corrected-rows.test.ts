import { expect, test } from 'vitest'
import { correctedRow, correctionsByRow } from './corrected-rows.ts'

const corrections = correctionsByRow([
  { row: 2, column: 0, text: 'Acme' },
  { row: 2, column: 3, text: '12' },
  { row: 5, column: 1, text: '' },
])

test.each([
  ['another row', { number: 1, cells: ['a'], problem: 'x' }, { number: 1, cells: ['a'], problem: 'x' }],
  ['a row with two corrections', { number: 2, cells: ['a', 'b'] }, { number: 2, cells: ['Acme', 'b', '', '12'] }],
  ['a cell that is emptied', { number: 5, cells: ['a', 'b'], problem: 'x' }, { number: 5, cells: ['a', ''] }],
])('%s', (_what, row, expected) => {
  expect(correctedRow(row, corrections)).toEqual(expected)
})

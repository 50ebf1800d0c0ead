import { expect, test } from 'vitest'
import { withoutTitles } from './sheet-titles.ts'

const table = [
  ['Name', 'City'],
  ['Acme', ''],
]

test.each([
  ['no title', table, table],
  ['a title', [['Customers 2026'], ...table], table],
  ['a title that stands elsewhere', [['', '', 'Customers'], ['of 2026'], ...table], table],
  ['one column', [['Name'], ['Acme']], [['Name'], ['Acme']]],
  ['nothing', [], []],
])('a sheet with %s', (_what, rows, expected) => {
  expect(withoutTitles(rows)).toEqual(expected)
})

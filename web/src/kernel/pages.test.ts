import type { AnyRecord } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { rowsOf, withRows } from './pages.ts'

const row = (id: string): AnyRecord => ({ id, version: 1, createdAt: '', updatedAt: '' })
const read = {
  pages: [
    { items: [row('a'), row('b')], next: 'b' },
    { items: [row('c')], next: null },
  ],
  pageParams: [null, 'b'],
}

test('the rows of all pages stand one after another, and are the same list each time', () => {
  expect(rowsOf(read).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(rowsOf({ ...read })).toBe(rowsOf(read))
})

test.each([undefined, null, [row('a')], { items: [row('a')] }, { pages: [] }])(
  'what was not read page after page has no rows: %j',
  (data) => expect(rowsOf(data)).toEqual([]),
)

test('rows are changed in their pages', () => {
  const changed = withRows(read, (rows) => rows.filter(({ id }) => id !== 'b'))
  expect(changed?.pages.map(({ items, next }) => [items.map(({ id }) => id), next])).toEqual([
    [['a'], 'b'],
    [['c'], null],
  ])
  expect(changed?.pageParams).toBe(read.pageParams)
  expect(withRows(undefined, () => [])).toBeUndefined()
})

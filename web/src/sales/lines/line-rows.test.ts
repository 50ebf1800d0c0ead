import type { AnyRecord } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { emptyDraft, isDirty, type LineRow, mergedRows, newRow, patchOf } from './line-rows.ts'

const record = (id: string, values: Record<string, unknown> = {}): AnyRecord => ({
  id,
  version: 1,
  createdAt: '',
  updatedAt: '',
  quantity: '1',
  unitPrice: '10',
  discount: null,
  ...values,
})

test('the rows of the server stand first and an empty one last', () => {
  const rows = mergedRows([], [record('a'), record('b')])
  expect(rows.map(({ id }) => id)).toEqual(['a', 'b', null])
})

test('a row keeps its key when the server gives it an id', () => {
  const typed: LineRow = { ...newRow({ ...emptyDraft, unitPrice: '10' }), id: 'a', saved: null }
  const saved: LineRow = { ...typed, saved: typed.draft }
  expect(mergedRows([saved], [record('a')])[0]?.key).toBe(saved.key)
})

test('what is still being typed is not overwritten', () => {
  const [row] = mergedRows([], [record('a')])
  if (!row) throw new Error('no row')
  const typing: LineRow = { ...row, draft: { ...row.draft, quantity: '3' } }
  expect(isDirty(typing)).toBe(true)
  expect(mergedRows([typing], [record('a', { unitPrice: '11' })])[0]?.draft.quantity).toBe('3')
})

test('of a known row only the changes are sent, of a new one all there is', () => {
  const [row] = mergedRows([], [record('a', { discount: 5 })])
  if (!row) throw new Error('no row')
  expect(patchOf({ ...row, draft: { ...row.draft, quantity: null, discount: '7.5' } })).toEqual({
    quantity: '1',
    discount: 7.5,
  })
  expect(patchOf(newRow({ ...emptyDraft, unitPrice: '3', description: 'Nails' }))).toEqual({
    unitPrice: '3',
    description: 'Nails',
  })
})

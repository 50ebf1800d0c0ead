import { expect, test } from 'vitest'
import { decodePlace, mergeNewest } from './timeline-page.ts'

const id = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`
const at = (second: string, n: number) => ({ at: `2026-03-10T09:30:${second}+00:00`, id: id(n) })

test('sources are merged newest first; at one instant the greater id is the newer', () => {
  const merged = mergeNewest([[at('05', 1), at('01', 2)], [at('05.25', 3), at('05', 4)], []], 10)
  expect(merged.items.map((one) => one.id)).toEqual([id(3), id(4), id(1), id(2)])
  expect(merged.next).toBeNull()
})

test('a full page says where the next one begins', () => {
  const { items, next } = mergeNewest([[at('03', 1), at('02', 2)], [at('01', 3)]], 2)
  expect(items).toHaveLength(2)
  expect(decodePlace(next ?? '')).toEqual(at('02', 2))
})

test('a page that ends with its sources has no next one', () => {
  expect(mergeNewest([[at('03', 1)], [at('02', 2)]], 2).next).toBeNull()
  expect(mergeNewest([], 2)).toEqual({ items: [], next: null })
})

test.each(['', 'x', Buffer.from('["2026","x"]').toString('base64url'), Buffer.from('7').toString('base64url')])(
  '%o is no cursor',
  (cursor) => {
    expect(() => decodePlace(cursor)).toThrow(expect.objectContaining({ status: 422, code: 'invalid_cursor' }))
  },
)

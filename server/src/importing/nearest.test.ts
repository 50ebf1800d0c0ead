import { expect, test } from 'vitest'
import { editDistance, likeness, nearest } from './nearest.ts'

const products = ['GTX Basic', 'GTX Pro', 'GTX Plus Basic', 'GTX Plus Pro', 'GTK 500', 'MG Special', 'MG Advanced']

test.each([
  ['GTXPro', 'GTX Pro'],
  ['gtx  pro', 'GTX Pro'],
  ['MG Spezial', 'MG Special'],
  ['GTK500', 'GTK 500'],
  ['MG Advnaced', 'MG Advanced'],
])('%s may mean %s', (word, first) => {
  const found = nearest(word, products)
  expect(found[0]).toBe(first)
  expect(found.length).toBeLessThanOrEqual(3)
})

test('what resembles nothing has no suggestion', () => {
  expect(nearest('Refrigerator', products)).toEqual([])
  expect(nearest('', products)).toEqual([])
})

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'abd', 1],
  ['abc', 'acb', 1],
  ['abc', '', 3],
  ['kitten', 'sitting', 3],
])('%j and %j are %i edits apart', (a, b, edits) => {
  expect(editDistance(a, b)).toBe(edits)
  expect(editDistance(b, a)).toBe(edits)
})

test('likeness is 1 for the same and 0 for nothing in common', () => {
  expect(likeness('abc', 'abc')).toBe(1)
  expect(likeness('abc', 'xyz')).toBe(0)
})

import { expect, test } from 'vitest'
import { rowTitled } from './row-titled.ts'

const rows = ['Óbidos', 'Palma', 'Pärnu', 'oslo'].map((name, index) => ({
  id: String(index),
  version: 1,
  createdAt: '',
  createdBy: null,
  updatedAt: '',
  updatedBy: null,
  name,
}))

test.each([
  ['p', 0, 1],
  ['P', 2, 2],
  ['par', 0, 2],
  ['o', 0, 0],
  ['o', 1, 3],
  ['ob', 3, 0],
  ['x', 0, undefined],
])('“%s” from row %i on is row %s', (begins, from, found) => {
  expect(rowTitled({ title: 'name' }, rows, begins, from)).toBe(found)
})

import type { Filter } from '@tendero/model/filter'
import { describe, expect, test } from 'vitest'
import { condition, conditionCount, filterOf, group, treeOf } from './filter-tree.ts'

const takes = ({ op }: { op: string }): string =>
  ({ is_empty: 'nothing', any_of: 'values', between: 'range' })[op] ?? 'value'

const a: Filter = { field: 'name', op: 'is', value: 'a' }
const b: Filter = { field: 'owner', op: 'is_empty' }

describe('a filter survives the way through the tree', () => {
  test.each<[string, Filter]>([
    ['a condition', a],
    ['all', { and: [a, b] }],
    ['any', { or: [a, b] }],
    ['none', { not: { or: [a, b] } }],
    ['not all', { not: { and: [a, b] } }],
    ['nested', { and: [a, { or: [b, { not: { and: [a, b] } }] }] }],
    ['related', { some: 'contact.account', where: { and: [a, b] } }],
    ['related without conditions', { and: [{ some: 'contact.account' }, a] }],
    ['shared with oneself', { and: [a, { not: { or: [{ shared: 'me' }] } }] }],
    ['a range', { field: 'employees', op: 'between', value: [1, 9] }],
  ])('%s', (_name, filter) => {
    expect(filterOf(treeOf(filter), takes)).toEqual(filter)
  })
})

test('a negated condition becomes a group of which none may be met', () => {
  expect(filterOf(treeOf({ not: a }), takes)).toEqual({ not: { or: [a] } })
})

test('incomplete conditions are left out', () => {
  const tree = group('and', [
    condition('name', 'is'),
    condition('name', 'any_of', []),
    condition('employees', 'between', [1, null]),
    group('or', [condition('name', 'is', '')]),
  ])
  expect(filterOf(tree, takes)).toBeUndefined()
})

test('conditions are counted through groups', () => {
  expect(conditionCount({ and: [a, { not: { or: [a, b] } }] })).toBe(3)
})

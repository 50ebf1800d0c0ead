import type { Filter } from '@tendero/model/filter'
import { expect, test } from 'vitest'
import { both, demanded, demanding, having } from './board-filter.ts'

const mine: Filter = { field: 'owner', op: 'is', value: 'me' }
const open: Filter = { field: 'status', op: 'is', value: 'open' }
const either: Filter = { or: [mine, open] }

test('filters are joined without nesting what already is a conjunction', () => {
  expect(both()).toBeUndefined()
  expect(both(undefined, mine)).toBe(mine)
  expect(both({ and: [mine, open] }, having('stage', 's1'))).toEqual({
    and: [mine, open, { field: 'stage', op: 'is', value: 's1' }],
  })
  expect(both(either, mine)).toEqual({ and: [either, mine] })
})

test('a column without a value holds what is empty', () => {
  expect(having('priority', null)).toEqual({ field: 'priority', op: 'is_empty' })
})

test('the value that a filter demands is found only where it must be met', () => {
  expect(demanded({ and: [open, having('pipeline', 'p1')] }, 'pipeline')).toBe('p1')
  expect(demanded(having('pipeline', 'p1'), 'pipeline')).toBe('p1')
  expect(demanded({ or: [open, having('pipeline', 'p1')] }, 'pipeline')).toBeUndefined()
  expect(demanded(undefined, 'pipeline')).toBeUndefined()
})

test('demanding another value replaces the former and keeps the rest', () => {
  expect(demanding(undefined, 'pipeline', 'p2')).toEqual(having('pipeline', 'p2'))
  expect(demanding({ and: [open, having('pipeline', 'p1')] }, 'pipeline', 'p2')).toEqual({
    and: [open, having('pipeline', 'p2')],
  })
})

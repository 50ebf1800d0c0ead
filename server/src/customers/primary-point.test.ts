import { expect, test } from 'vitest'
import { type Point, planPoint, primaryPoint } from './primary-point.ts'

const point = (id: string, primary = false): Point => ({ id, value: id, normalized: id, primary })
const [a, b, c] = [point('a'), point('b', true), point('c')]

test.each([
  ['the one that is', [a, b, c], {}, 'b'],
  ['the oldest when none is', [a, c], {}, 'a'],
  ['the one wished for', [a, b, c], { raised: 'c' }, 'c'],
  ['another when it is lowered', [b, c], { lowered: 'b' }, 'c'],
  ['itself when it is lowered and alone', [b], { lowered: 'b' }, 'b'],
  ['the first of two that claim it', [point('x', true), point('y', true)], {}, 'x'],
  ['none of none', [], {}, undefined],
])('the primary point is %s', (_, points, wish, expected) => {
  expect(primaryPoint(points, wish)?.id).toBe(expected)
})

test.each([
  ['the first value is added', [], { normalized: 'n' }, { does: 'add' }],
  ['another value changes the primary one', [a, b], { normalized: 'n' }, { does: 'change', id: 'b' }],
  ['the value of another one raises it', [a, b], { normalized: 'a' }, { does: 'raise', id: 'a' }],
  ['its own value, written differently, changes it', [a, b], { normalized: 'b' }, { does: 'change', id: 'b' }],
  [
    'an unreadable value equals no other',
    [{ ...a, normalized: null }, b],
    { normalized: null },
    { does: 'change', id: 'b' },
  ],
  ['emptied, the primary one goes and the oldest follows', [a, b, c], null, { does: 'remove', id: 'b', follower: a }],
  ['emptied, the only one goes', [b], null, { does: 'remove', id: 'b', follower: null }],
  ['emptied, nothing goes of nothing', [], null, { does: 'nothing' }],
] as const)('%s', (_, points, written, plan) => {
  expect(planPoint(points, written)).toEqual(plan)
})

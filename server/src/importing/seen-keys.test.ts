import { expect, test } from 'vitest'
import { seenKeys } from './seen-keys.ts'

test('a key tells the row in which it stood first', () => {
  const seen = seenKeys()
  expect([seen.add('a', 1), seen.add('b', 2), seen.add('a', 3), seen.add('', 4), seen.add('', 5)]).toEqual([
    undefined,
    undefined,
    1,
    undefined,
    4,
  ])
  expect([seen.has('b'), seen.has('c')]).toEqual([true, false])
})

test('a hundred thousand keys are kept apart', () => {
  const seen = seenKeys()
  for (let row = 1; row <= 100_000; row += 1) expect(seen.add(`EXT-${row}`, row)).toBeUndefined()
  for (let row = 1; row <= 100_000; row += 997) expect(seen.add(`EXT-${row}`, 0)).toBe(row)
})

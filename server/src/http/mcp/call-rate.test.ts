import { expect, test } from 'vitest'
import { callRate } from './call-rate.ts'

test('a key has 120 messages in a minute, then waits for the next; another key does not', () => {
  let now = 5_000
  const waits = callRate(() => now)
  const first = Array.from({ length: 121 }, () => waits('shop'))
  expect(first.slice(0, 120).every((seconds) => seconds === 0)).toBe(true)
  expect(first[120]).toBe(60)
  expect(waits('other')).toBe(0)
  now += 59_500
  expect(waits('shop')).toBe(1)
  now += 500
  expect(waits('shop')).toBe(0)
})

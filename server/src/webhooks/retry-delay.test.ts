import { expect, test } from 'vitest'
import { restAfter, retryDelay } from './retry-delay.ts'

test('eight attempts, ever further apart, within a day', () => {
  const delays = [1, 2, 3, 4, 5, 6, 7].map((attempts) => retryDelay(attempts) ?? 0)
  expect(delays).toEqual([...delays].sort((a, b) => a - b))
  const hours = delays.reduce((sum, one) => sum + one, 0) / 3_600_000
  expect(hours).toBeGreaterThan(20)
  expect(hours).toBeLessThan(24)
  expect(retryDelay(8)).toBeUndefined()
})

test('an address that goes on failing rests longer, half an hour at most', () => {
  expect([1, 5, 30, 500].map((failures) => restAfter(failures) / 60_000)).toEqual([1, 5, 30, 30])
})

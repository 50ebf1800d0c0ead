import { expect, test } from 'vitest'
import { processorClock } from '../../test/processor-clock.ts'
import { networkOf, openRequestRate, secondsUntilNext } from './request-rate.ts'

function clocked(perMinute: number) {
  let at = 0
  const rate = openRequestRate(perMinute, () => at)
  return { rate, wait: (seconds: number) => (at += seconds * 1_000) }
}

test('a minute of requests may come at once, then one as each has had its time', () => {
  const { rate, wait } = clocked(60)
  const lefts = Array.from({ length: 60 }, () => rate.take('ana'))
  expect([lefts[0], lefts.at(-1)]).toEqual([59, 0])
  const refused = rate.take('ana')
  expect(refused).toBe(-1)
  expect(secondsUntilNext(rate, refused)).toBe(1)
  wait(0.5)
  expect(rate.take('ana')).toBe(-0.5)
  wait(0.5)
  expect(rate.take('ana')).toBe(0)
  wait(3_600)
  expect(rate.take('ana')).toBe(59)
})

test('what is refused costs nothing: who goes on asking is let in as soon as who waited', () => {
  const { rate, wait } = clocked(60)
  for (let count = 0; count < 10_000; count++) rate.take('ana')
  wait(1)
  expect(rate.take('ana')).toBeGreaterThanOrEqual(0)
})

test('nobody is counted for another, and nobody is forgotten for others who come by', () => {
  const { rate } = clocked(2)
  for (let count = 0; count < 3; count++) rate.take('ana')
  for (let other = 0; other < 60_000; other++) expect(rate.take(`other ${other}`)).toBe(1)
  expect(rate.take('ana')).toBe(-1)
})

test('memory has an end, however many come by', () => {
  const { rate } = clocked(2)
  const used = () => process.memoryUsage().heapUsed
  const began = used()
  for (let other = 0; other < 1_000_000; other++) rate.take(`2001:db8:${other}`)
  expect(used() - began).toBeLessThan(200_000_000)
})

test('a rate of less than one request a second says how long to wait', () => {
  const { rate } = clocked(2)
  for (let count = 0; count < 2; count++) rate.take('ana')
  expect(secondsUntilNext(rate, rate.take('ana'))).toBe(30)
})

test('to count takes no time that anybody could measure', () => {
  const rate = openRequestRate(1_000_000)
  const taken = processorClock()
  for (let count = 0; count < 100_000; count++) rate.take(`somebody ${count % 1_000}`)
  // Ten microseconds each would be a second.
  expect(taken()).toBeLessThan(1_000)
})

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::6', '2001:db8:1:2'],
  ['2001:db8::6', '2001:db8:0:0'],
  ['2001:0db8::6', '2001:db8:0:0'],
  ['2001:db8:1::', '2001:db8:1:0'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
])('%s is of %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

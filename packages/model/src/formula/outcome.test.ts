import { expect, test } from 'vitest'
import { outcomeValue, valueOfJson } from './outcome.ts'
import { Exact } from './value.ts'

const workspace = { currency: 'EUR', timeZone: 'Europe/Madrid' }

test('a number becomes what a field of its type holds', () => {
  expect(outcomeValue('decimal', new Exact('1.00000050'), 'EUR')).toBe('1.000001')
  expect(outcomeValue('decimal', new Exact('-0.0000001'), 'EUR')).toBe('0')
  expect(outcomeValue('percent', new Exact('33.33335'), 'EUR')).toBe(33.3334)
  expect(outcomeValue('integer', new Exact('9007199254740991'), 'EUR')).toBe(9_007_199_254_740_991)
  expect(outcomeValue('integer', new Exact('9007199254740992'), 'EUR')).toBeNull()
  expect(outcomeValue('decimal', new Exact('1e13'), 'EUR')).toBeNull()
})

test('money comes out in the minor units of the base currency', () => {
  expect(outcomeValue('money', new Exact('12.345'), 'EUR')).toEqual({ minor: 1_235, currency: 'EUR' })
  expect(outcomeValue('money', new Exact('12.345'), 'JPY')).toEqual({ minor: 12, currency: 'JPY' })
  expect(outcomeValue('money', new Exact('12.345'), 'KWD')).toEqual({ minor: 12_345, currency: 'KWD' })
})

test('values of the API are read as formulas see them', () => {
  expect(valueOfJson('integer', 5, workspace)).toEqual(new Exact(5))
  expect(valueOfJson('decimal', '0.1', workspace)).toEqual(new Exact('0.1'))
  expect(valueOfJson('money', { minor: 1_250, currency: 'EUR' }, workspace)).toEqual(new Exact('12.5'))
  expect(valueOfJson('money', { minor: 1_250, currency: 'USD' }, workspace)).toBeUndefined()
  expect(valueOfJson('text', '2026-03-31', workspace)).toBe('2026-03-31')
  expect(valueOfJson('date', '2026-03-31', workspace)).toBe('2026-03-31')
  // Late in the evening in London it is the next day in Madrid.
  expect(valueOfJson('date', '2026-03-31T22:30:00.000Z', workspace)).toBe('2026-04-01')
  expect(valueOfJson('boolean', false, workspace)).toBe(false)
  expect(valueOfJson('text', null, workspace)).toBeNull()
})

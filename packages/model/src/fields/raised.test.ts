import { expect, test } from 'vitest'
import { decimalType } from './decimal.ts'
import { durationType } from './duration.ts'
import { integerType } from './integer.ts'
import { moneyType } from './money.ts'
import { percentType } from './percent.ts'
import { raisedBy } from './raised.ts'

test.each([
  ['19.99', '10', 2, '21.99'],
  ['0.1', '200', 6, '0.3'],
  [1000, '-2.5', 0, '975'],
  [5, '10', 0, '6'],
  [-5, '10', 0, '-6'],
  [0, '50', 0, '0'],
  [100, '-100', 2, '0'],
])('%s raised by %s %% with %i places is %s', (value, percent, places, raised) => {
  expect(raisedBy(value, percent, places).toFixed()).toBe(raised)
})

test('numbers of every kind are raised in the shape of the API', () => {
  expect(integerType.raise?.(250, '10', {})).toBe(275)
  expect(decimalType.raise?.('1.5', '10', { scale: 2 })).toBe('1.65')
  expect(decimalType.raise?.('1000000000000', '50', {})).toBe('1500000000000')
  expect(percentType.raise?.(12.5, '10', {})).toBe(13.75)
  expect(durationType.raise?.(3_600, '50', {})).toBe(5_400)
  expect(moneyType.raise?.({ minor: 19_99, currency: 'EUR' }, '10', {})).toEqual({ minor: 21_99, currency: 'EUR' })
})

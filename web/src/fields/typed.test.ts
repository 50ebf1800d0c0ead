import { describe, expect, test } from 'vitest'
import { majorText, minorUnits } from './minor-units.ts'
import { monthNames, typedDay } from './typed-day.ts'
import { typedDuration } from './typed-duration.ts'
import { plainNumber, typedNumber } from './typed-number.ts'

describe('a number is read as its language writes it', () => {
  test.each([
    ['1.234,5', 'es', '1234.5'],
    ['1,234.5', 'en', '1234.5'],
    ['1 234,50', 'et', '1234.50'],
    ['12.5', 'es', '12.5'],
    ['12,5', 'en', '12.5'],
    ['1.234', 'es', '1234'],
    ['1.234', 'en', '1.234'],
    ['1,234', 'en', '1234'],
    ['-0,5', 'es', '-0.5'],
    ['−3', 'et', '-3'],
    [',5', 'es', '0.5'],
    ['5.', 'en', '5'],
    ['12 %', 'en', '12'],
    ['', 'en', null],
    ['  ', 'es', null],
    ['twelve', 'en', undefined],
    ['1.2.3', 'en', undefined],
    ['1-2', 'en', undefined],
  ] as const)('%s in %s', (typed, language, plain) => {
    expect(plainNumber(typed, language)).toBe(plain)
  })
  test('and shown for typing without groups', () => {
    expect(typedNumber('1234.5', 'es')).toBe('1234,5')
    expect(typedNumber('1234.5', 'en')).toBe('1234.5')
  })
})

describe('amounts lose nothing between major and minor units', () => {
  test.each([
    ['1054.35', 'EUR', 105_435],
    ['0.1', 'EUR', 10],
    ['-0.05', 'EUR', -5],
    ['1500', 'JPY', 1500],
    ['1.234', 'KWD', 1234],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ] as const)('%s %s', (plain, currency, minor) => {
    expect(minorUnits(plain, currency)).toBe(minor)
    expect(Number(majorText({ minor, currency }))).toBe(Number(plain))
  })
  test('more decimal places than the currency has are no amount', () => {
    expect(minorUnits('1.005', 'EUR')).toBeUndefined()
    expect(minorUnits('1.5', 'JPY')).toBeUndefined()
    expect(minorUnits('1.500', 'EUR')).toBe(150)
  })
  test('amounts beyond exact numbers are refused', () => {
    expect(minorUnits('90071992547409.92', 'EUR')).toBeUndefined()
  })
})

describe('a day is read as people type it', () => {
  const today = '2026-03-15'
  test.each([
    ['2026-02-28', '2026-02-28'],
    ['1.3.', '2026-03-01'],
    ['1/3/2027', '2027-03-01'],
    ['5-4-28', '2028-04-05'],
    ['+7', '2026-03-22'],
    ['-15', '2026-02-28'],
    ['today', '2026-03-15'],
    ['22 Nov 2026', '2026-11-22'],
    ['Nov 22, 2026', '2026-11-22'],
    ['Nov 5', '2026-11-05'],
    ['feb 30', null],
    ['22 Foo 2026', null],
    ['31.2.', null],
    ['soon', null],
    ['', null],
  ] as const)('%s', (typed, day) => {
    expect(typedDay(typed, today, monthNames('en'))).toBe(day)
  })
})

test.each([
  ['12/15/2026', true, '2026-12-15'],
  ['12/05/2026', true, '2026-12-05'],
  ['12/05/2026', false, '2026-05-12'],
  ['12/15/2026', false, '2026-12-15'],
  ['15/12/2026', true, '2026-12-15'],
  ['5.12.2026', true, '2026-12-05'],
  ['12-5', true, '2026-12-05'],
  ['13/13/2026', true, null],
  ['2/30', true, null],
] as const)('%s, with the month first: %s', (typed, monthFirst, day) => {
  expect(typedDay(typed, '2026-03-15', monthNames('en'), monthFirst)).toBe(day)
})

test.each([
  ['es', '3 ene 2027'],
  ['et', '3. jaan 2027'],
  ['et', '3 jaanuar 2027'],
])('months have their names in %s', (language, typed) => {
  expect(typedDay(typed, '2026-03-15', monthNames(language))).toBe('2027-01-03')
})

describe('a duration is read as people type it', () => {
  test.each([
    ['1:30', 5400],
    ['1:30:15', 5415],
    ['90', 5400],
    ['1,5', 90],
    ['90 min', 5400],
    ['1h 30m', 5400],
    ['2 tundi', 7200],
    ['45s', 45],
    ['', undefined],
    ['long', undefined],
    ['1:75', undefined],
  ] as const)('%s', (typed, seconds) => {
    expect(typedDuration(typed)).toBe(seconds)
  })
})

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { isWrongTaxNumber, taxNumberKey } from './tax-number.ts'

test.each([
  ['ESB12345674', undefined, 'B12345674'],
  ['ES-B 12.345.674', undefined, 'B12345674'],
  ['b12345674', 'ES', 'B12345674'],
  ['B12345674', undefined, 'B12345674'],
  ['EE100931558', undefined, '100931558'],
  ['EE 10000024', undefined, '10000024'],
  ['EL 094064321', undefined, '094064321'],
  ['BE 444.503.092', undefined, '0444503092'],
  ['444.503.092', 'BE', '0444503092'],
  // Digits are a number although they break the rule: who slips in one is still found.
  ['EE 10000025', undefined, '10000025'],
  // Two letters with letters behind them are no prefix.
  ['ITALIA-1', undefined, 'ITALIA1'],
])('%s (%s) is compared as %s', (text, country, key) => {
  expect(taxNumberKey(text, country)).toBe(key)
})

test.each([
  ['B12345674', 'ES', false],
  ['B12345678', 'ES', true],
  ['ESB12345678', undefined, true],
  // Of whom the country is not known, or its rules, nothing is said.
  ['B12345678', undefined, false],
  ['12-3456789', 'US', false],
  // What the number says of its country counts more than where its bearer is.
  ['EE100931558', 'ES', false],
  ['68210195', 'CZ', true],
  // Of a person: the first letters are of the name, not of Romania.
  ['ROSMRA80A01H501X', undefined, false],
])('%s (%s) is wrong: %s', (text, country, wrong) => {
  expect(isWrongTaxNumber(text, country)).toBe(wrong)
})

const file = join(process.env.TENDERO_REFERENCE_DATA ?? '', '09-interop', 'ids', 'national_ids.json')

describe.skipIf(!process.env.TENDERO_REFERENCE_DATA || !existsSync(file))('the numbers of the reference folder', () => {
  const numbers = () => JSON.parse(readFileSync(file, 'utf8'))
  const wrong = (list: readonly string[], country: string) => list.filter((one) => isWrongTaxNumber(one, country))

  test('of Spain', () => {
    const { valid, invalid } = numbers().es_nif
    expect(wrong(valid, 'ES')).toEqual([])
    expect(wrong(invalid, 'ES')).toEqual(invalid)
  })

  test('of people in Estonia', () => {
    const { valid, invalid, birth_date } = numbers().ee_isikukood
    expect(wrong([...valid, ...Object.keys(birth_date)], 'EE')).toEqual([])
    expect(wrong(invalid, 'EE')).toEqual(invalid)
  })

  test('of companies in Estonia', () => {
    const { valid, invalid } = numbers().ee_registrikood
    expect(wrong(valid, 'EE')).toEqual([])
    expect(wrong(invalid, 'EE')).toEqual(invalid)
  })

  test('of companies in the European Union, with and without their prefix and however they are spaced', () => {
    const valid: readonly string[] = numbers().eu_vat_valid
    expect(valid.filter((one) => isWrongTaxNumber(one))).toEqual([])
    const bare = (one: string) => one.toUpperCase().replace(/^[A-Z]{2}/, '')
    const countryOf = (one: string) =>
      ({ EL: 'GR', XI: 'GB' })[one.slice(0, 2).toUpperCase()] ?? one.slice(0, 2).toUpperCase()
    const differing = valid.filter((one) => taxNumberKey(one) !== taxNumberKey(bare(one), countryOf(one)))
    expect(differing).toEqual([])
    // The last digits of those in the Netherlands count businesses.
    const checked = valid.filter((one) => !/^NL/i.test(one))
    const slipped = (one: string) => one.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10))
    expect(checked.map(slipped).filter((one) => !isWrongTaxNumber(one))).toEqual([])
  })
})

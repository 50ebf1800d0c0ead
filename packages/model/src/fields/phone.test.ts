import { describe, expect, test } from 'vitest'
import { referenceRows } from '../../test/reference-data.ts'
import { phoneType, readPhone } from './phone.ts'

describe('a phone number', () => {
  test.each([
    ['612 34 56 78', 'ES', '+34612345678', null, true],
    ['(201) 555-0123 ext. 42', 'US', '+12015550123', '42', true],
    ['tel:+372-5123-4567', 'ES', '+37251234567', null, true],
    ['tel:+34612345678;ext=7', 'EE', '+34612345678', '7', true],
    ['00372 5123 4567', 'ES', '+37251234567', null, true],
    ['６１２３４５６７８', 'ES', '+34612345678', null, true],
    ['112', 'EE', '+372112', null, false],
    ['1', 'EE', null, null, false],
  ])('%s in %s is %s', (typed, country, e164, extension, valid) => {
    expect(readPhone(typed, country)).toEqual({ e164, raw: typed, extension, valid })
  })

  test('without a digit is refused, in a file too', () => {
    expect(phoneType.parse('none', {}, { country: 'ES', currency: 'EUR' })).toEqual({ ok: false, code: 'not_a_phone' })
  })
})

/** `with-words` rows are left out: libphonenumber reads their letters as digits, which nobody means. */
const cases = referenceRows('09-interop/phone/parse_cases.csv').filter((row) => row.kind !== 'with-words')
const examples = referenceRows('09-interop/phone/example_numbers.csv')

/** What differs from the reference, by its E.164, and why. */
const deviations: Readonly<Record<string, string>> = {
  '+2631312345': 'Zimbabwe gave up the number range after the reference was printed (3.2.47); our metadata is newer',
}

function asExpected(row: Readonly<Record<string, string>>): boolean {
  const { e164, valid, extension } = readPhone(row.input ?? '', row.default_region ?? '')
  return (
    (e164 ?? '') === row.e164 && String(valid) === (row.valid || 'false') && (extension ?? '') === (row.extension ?? '')
  )
}

function reproduced(row: Readonly<Record<string, string>>): boolean {
  const national = readPhone(row.national ?? '', row.region ?? '')
  const international = readPhone(row.international ?? '', 'US')
  return [national, international].every(({ e164, valid }) => e164 === row.e164 && valid)
}

describe.skipIf(cases.length === 0)('the reference numbers', () => {
  test('are read as libphonenumber reads them, at least 98 in a hundred', () => {
    const differing = cases.filter((row) => !asExpected(row))
    expect(differing.map((row) => row.e164).filter((e164) => !(String(e164) in deviations))).toEqual([])
    expect(1 - differing.length / cases.length).toBeGreaterThanOrEqual(0.98)
  })

  test('of every region and kind are read from their national and international form', () => {
    const differing = examples.filter((row) => !reproduced(row))
    expect(differing.map((row) => row.e164).filter((e164) => !(String(e164) in deviations))).toEqual([])
    expect(1 - differing.length / examples.length).toBeGreaterThanOrEqual(0.98)
  })

  test('are shown in the international form, with spaces where the reference has hyphens', () => {
    const shown = examples.filter((row) => {
      const phone = readPhone(row.international ?? '', 'US')
      return (
        phoneType.format(phone, {}, { language: 'en', timeZone: 'UTC' }) === row.international?.replaceAll('-', ' ')
      )
    })
    expect(shown.length / examples.length).toBeGreaterThanOrEqual(0.98)
  })
})

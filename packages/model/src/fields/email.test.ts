import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { referencePath } from '../../test/reference-data.ts'
import { emailType, normalizedEmail } from './email.ts'

const defaults = { country: 'ES', currency: 'EUR' }
const accepts = (address: string) => emailType.parse(address, {}, defaults).ok

describe('an e-mail address', () => {
  test.each([
    'ana@example.com',
    "o'neill+news@mail.example.co.uk",
    'josé@peña.example',
    'test@io',
    '  spaced@example.com ',
  ])('%j is accepted', (address) => expect(accepts(address)).toBe(true))

  test.each([
    '',
    'ana',
    'ana@',
    '@example.com',
    'ana@@example.com',
    'a na@example.com',
    '.ana@example.com',
    'ana..b@example.com',
    'info@nandu',
    'root@localhost',
    'ana@-example.com',
    'ana@example.com.',
    'ana@example..com',
    'ana@example.com\n',
    'ana@example.com, bo@example.com',
    `${'a'.repeat(65)}@example.com`,
    `ana@${'a'.repeat(64)}.com`,
  ])('%j is refused', (address) => expect(accepts(address)).toBe(false))

  test.each(['info@nandu', 'info@nandu.ee'])('%j is judged alike in a form and in a file', (address) => {
    const convention = {
      ...defaults,
      decimal: '.',
      dateOrder: 'dmy',
      timeZone: 'Europe/Madrid',
      language: 'es',
    } as const
    expect(emailType.fromCsv([address], {}, convention)).toEqual(emailType.parse(address, {}, defaults))
  })

  test('is compared without regard to case', () => {
    expect(normalizedEmail(' Ana@Example.COM ')).toBe('ana@example.com')
  })
})

const file = referencePath('09-interop/email-address/isemail_cases.json')
const cases: readonly { address: string; category: string; diagnosis: string }[] = file
  ? JSON.parse(readFileSync(file, 'utf8'))
  : []
const of = (...categories: string[]) => cases.filter((one) => categories.includes(one.category))

describe.skipIf(cases.length === 0)('of the reference addresses', () => {
  test('all erroneous ones are refused', () => {
    expect(of('ISEMAIL_ERR').filter((one) => accepts(one.address))).toEqual([])
  })

  test('all valid ones are accepted, whether their domain answers or not', () => {
    expect(of('ISEMAIL_VALID_CATEGORY', 'ISEMAIL_DNSWARN').filter((one) => !accepts(one.address))).toEqual([])
  })
})

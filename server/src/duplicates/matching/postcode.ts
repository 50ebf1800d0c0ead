import { plainWords } from '@tendero/model'

/** Where codes have five digits and may begin with noughts, which spreadsheets lose. */
const fiveDigits: ReadonlySet<string> = new Set(['DE', 'EE', 'ES', 'FR', 'HR', 'IT', 'US'])

/**
 * A postal code as it is compared: small letters and digits, without the country before it and what the United States add
 * behind it.
 * @param country ISO 3166 code
 * @example postcodeKey('LV-1010') //=> '1010'
 * @example postcodeKey('8005', 'ES') //=> '08005'
 * @example postcodeKey('SW1A 1AA') //=> 'sw1a1aa'
 */
export function postcodeKey(text: string, country = ''): string {
  const code = plainWords(text).join('')
  const [, digits] = /^[a-z]{1,2}(\d{4,})$/.exec(code) ?? [undefined, code]
  const short = /^\s*\d{5}-\d{4}\s*$/.test(text) ? digits.slice(0, 5) : digits
  return fiveDigits.has(country) && /^\d{4}$/.test(short) ? `0${short}` : short
}

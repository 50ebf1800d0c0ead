import { fieldTypes, normalizedEmail, readPhone } from '@tendero/model'

/** What an address or number says. */
export interface PointValue {
  /** To compare with: e-mail in lower case, phone in E.164; null for what cannot be read. */
  readonly normalized: string | null
  /** Can it be reached? Unknown (null) for other kinds. */
  readonly valid: boolean | null
}

const defaults = { country: '', currency: '' }

/**
 * Reads the value of a contact point.
 * @param country ISO 3166, for phone numbers without a country code
 * @example readPoint('phone', '612 34 56 78', 'ES') //=> { normalized: '+34612345678', valid: true }
 */
export function readPoint(kind: unknown, value: string, country: string): PointValue {
  if (kind === 'email') {
    const valid = fieldTypes.get('email')?.parse(value, {}, defaults).ok === true
    return { normalized: valid ? normalizedEmail(value) : null, valid }
  }
  if (kind === 'phone') {
    const { e164, valid } = readPhone(value, country)
    return { normalized: e164, valid }
  }
  return { normalized: value.trim().toLowerCase() || null, valid: null }
}

import { bad, declare, type FieldType, good, type Parsed } from '../field-type.ts'
import { wording } from '../operators.ts'
import { textColumn } from './text.ts'

const atom = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u

/** With spaces around it; patterns go back over longer ones for too long. */
const longestPadded = 1_000

/** An address to compare with: lower case throughout. */
export function normalizedEmail(address: string): string {
  return address.trim().toLowerCase()
}

function parseEmail(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return bad('not_text')
  if (raw.length > longestPadded) return bad('not_an_email')
  const address = raw.replace(/^[ \t\u00a0]+|[ \t\u00a0]+$/g, '')
  if (address === '') return bad('empty')
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const domain = address.slice(at + 1)
  if (at < 1 || address.length > 254 || local.length > 64 || !atom.test(local)) return bad('not_an_email')
  return isMailDomain(domain) ? good(address) : bad('not_an_email')
}

/**
 * A name without a dot is half a domain (info@nandu) unless it is a country's own: of those, some do have mail (RFC 5321
 * allows it, ai and io among others had it).
 */
function isMailDomain(domain: string): boolean {
  const labels = domain.split('.')
  return labels.every((one) => label.test(one)) && (labels.length > 1 || /^[a-z]{2}$/i.test(domain))
}

/** Is it an address as every form, file and program may bring it? */
export function isEmailAddress(text: string): boolean {
  return parseEmail(text).ok
}

/** An e-mail address as typed; compared without regard to case. */
export const emailType: FieldType<string> = {
  kind: 'email',
  label: { en: 'E-mail', es: 'Correo electrónico', et: 'E-post' },
  columns: textColumn,
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: wording,
  custom: true,
  parse: parseEmail,
  toColumns: (value) => [value],
  toCsv: (value) => [value],
  fromCsv: ([cell = '']) => (cell.trim() === '' ? good(null) : parseEmail(cell.replace(/^\s*mailto:/i, ''))),
  format: (value) => value,
  sample: 'ana@example.com',
  inFormulas: { type: 'text' },
  jsonSchema: () => ({ type: 'string', format: 'email', maxLength: 254 }),
  searchText: (value) => `${value} ${value.replace(/[@.+_-]/g, ' ')}`,
}

export const email = declare(emailType)

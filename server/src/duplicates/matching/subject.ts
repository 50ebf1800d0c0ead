import { folded, plainWords } from '@tendero/model'
import { companyNameKey } from './company-name.ts'
import { postcodeKey } from './postcode.ts'
import { companyDomain, siteDomain } from './public-mail-domains.ts'
import { type Street, streetOf } from './street.ts'
import { taxNumberKey } from './tax-number.ts'

/** What a record says of a person or a company, as people wrote it; every part may be missing. */
export interface Described {
  readonly given?: string
  readonly family?: string
  readonly company?: string
  /** YYYY-MM-DD */
  readonly birthday?: string
  /** Street and number, and what else stands before the town, line by line. */
  readonly streets?: readonly string[]
  readonly city?: string
  readonly postcode?: string
  /** ISO 3166 code of the country of the address. */
  readonly country?: string
  readonly phones?: readonly string[]
  readonly emails?: readonly string[]
  readonly sites?: readonly string[]
  readonly taxIds?: readonly string[]
}

/** The same, made comparable: words without accents, case and signs; none where nothing is known. */
export interface Subject {
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly company: readonly string[]
  readonly birthday: string
  readonly streets: readonly Street[]
  readonly city: string
  readonly postcode: string
  /** Digits alone. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Of web sites and addresses, but for those where everybody gets an address. */
  readonly domains: readonly string[]
  readonly taxIds: readonly string[]
}

export function subjectOf(described: Described): Subject {
  const emails = present(described.emails).map(mailbox)
  return {
    given: personWords(described.given),
    family: personWords(described.family),
    company: companyNameKey(described.company ?? '')
      .split(' ')
      .filter(Boolean),
    birthday: /^\d{4}-\d\d-\d\d$/.test(described.birthday ?? '') ? (described.birthday ?? '') : '',
    streets: present(described.streets)
      .map(streetOf)
      .filter((street) => street.number || street.words.length > 0),
    city: plainWords(described.city ?? '').join(' '),
    postcode: postcodeKey(described.postcode ?? '', described.country),
    phones: distinct(present(described.phones).map((phone) => phone.replace(/\D/g, ''))).filter(
      (phone) => phone.length > 4,
    ),
    emails: distinct(emails),
    domains: distinct(
      [...emails.map(companyDomain), ...present(described.sites).map(siteDomain)].flatMap((domain) => domain ?? []),
    ),
    taxIds: distinct(present(described.taxIds).map((id) => taxNumberKey(id, described.country).toLowerCase())),
  }
}

const present = (texts: readonly string[] = []) => texts.filter((text) => text.trim() !== '')
const distinct = (texts: readonly string[]) => [...new Set(texts)].filter(Boolean)

/** Titles that one writes and the other does not. */
const titles = new Set(
  'mr mrs ms miss dr dra prof sir don dona sr sra srta hr pr de del la las los y van von der den'.split(' '),
)

function personWords(name = ''): readonly string[] {
  const words =
    folded(name)
      .replace(/['’`]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const kept = words.filter((word) => !titles.has(word))
  return kept.length > 0 ? kept : words
}

/** Two spellings of one mailbox are the same; only Google's ignores dots, and what follows a plus sign. */
function mailbox(address: string): string {
  const text = address.trim().toLowerCase()
  const at = text.lastIndexOf('@')
  const [local, domain] = [text.slice(0, Math.max(0, at)), text.slice(at + 1)]
  if (at < 0 || domain === '') return ''
  if (domain !== 'gmail.com' && domain !== 'googlemail.com') return `${local}@${domain}`
  const [box = ''] = local.split('+', 1)
  return `${box.replaceAll('.', '')}@gmail.com`
}

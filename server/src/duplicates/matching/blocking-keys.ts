import type { Street } from './street.ts'
import type { Subject } from './subject.ts'

/** Keys that more records than this share say too little: their pairs are found by other keys, or not worth it. */
export const mostOfKey = 60

/**
 * The keys under which a subject is looked for: only who shares one with it is compared. Each slip in a record spoils
 * some of its keys, not all.
 */
export function blockingKeys(subject: Subject): readonly string[] {
  const { given, family } = subject
  const keys = [
    ...plainKeys(subject),
    ...(given.length + family.length > 0 ? personKeys(subject) : companyKeys(subject)),
  ]
  return [...new Set(keys)]
}

/** What is nobody else's alone is a key as it stands. */
function plainKeys({ taxIds, phones, emails, domains }: Subject): readonly string[] {
  return [
    ...taxIds.map((id) => `i ${id}`),
    ...phones.filter((phone) => phone.length > 6).map((phone) => `p ${phone.slice(-7)}`),
    ...emails.map((address) => `e ${address}`),
    ...domains.map((domain) => `d ${domain}`),
  ]
}

/** The beginning of one name, whichever, with another thing that the person keeps. */
function personKeys({ given, family, birthday, streets, postcode }: Subject): readonly string[] {
  const names = distinct([given[0], family[0], family[1]].map((word) => word && skeleton(word).slice(0, 3)))
  const places = distinct([...streets.map(placeKey), postcode])
  const whole = given.length > 0 && family.length > 0 ? [`n ${sorted([...given, ...family])}`] : []
  const born = birthday ? names.flatMap((name) => bornKeys(name, birthday)) : []
  return [...whole, ...born, ...names.flatMap((name) => places.map((place) => `l ${name} ${place}`))]
}

function bornKeys(name: string, birthday: string): readonly string[] {
  return [`b ${name[0]} ${birthday}`, `m ${name} ${birthday.slice(5)}`, `y ${name} ${birthday.slice(0, 4)}`]
}

function companyKeys({ company, streets, postcode }: Subject): readonly string[] {
  const words = company.filter((word) => word.length > 2).slice(0, 8)
  const pairs = words.flatMap((word, i) => words.slice(i + 1, i + 4).map((next) => [word, next].sort().join(' ')))
  return [
    ...(company.length > 0 ? [`n ${sorted(company)}`] : []),
    ...words.map((word) => `w ${skeleton(word)}`),
    ...pairs.map((pair) => `c ${pair}`),
    ...streets.flatMap((street) =>
      street.number && street.words[0] ? [`s ${street.number} ${street.words[0].slice(0, 4)}`] : [],
    ),
    ...(postcode ? words.map((word) => `l ${word.slice(0, 4)} ${postcode}`) : []),
  ]
}

function placeKey({ number, words: [word = ''] }: Street): string {
  const place = `${number}${word.slice(0, 3)}`
  return place.length > 2 ? place : ''
}

/** A word by its first letter and its consonants: people slip in vowels and doubled letters. */
function skeleton(word: string): string {
  const rest = word.slice(1).replace(/[aeiouyh]/g, '')
  return word.charAt(0) + rest.replace(/(.)\1+/g, '$1')
}

const sorted = (words: readonly string[]) => words.map(skeleton).sort().join(' ')

const distinct = (texts: readonly (string | undefined)[]) => [...new Set(texts)].flatMap((text) => text || [])

import { isEmailAddress } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'

/** What a provider says of a person, of what we ask. */
export interface VouchedPerson {
  /** What the provider never gives to anybody else, letter by letter as it came. */
  readonly subject: string
  /** In small letters; null where the provider tells none. */
  readonly email: string | null
  /** Whether the provider says that the address is the person's. */
  readonly emailVerified: boolean
  /** Falls back to the part of the address before the @. */
  readonly name: string
  readonly groups: readonly string[]
}

/** What no name holds, and the database does not keep. */
const unkept = /\p{Cc}|\p{Cs}/gu

const mostGroups = 1_000
const longestName = 200
const longestGroup = 300
/** OpenID Connect Core §2: a subject is no longer. */
const longestSubject = 255

/**
 * Reads the claims of OpenID Connect Core §5.1, and the one that holds groups: a list of names, or one name.
 * @param groupsClaim a name, or the whole address of a claim as some providers have it; never a path into a document
 * @throws Failure 400 `sign_in_not_valid` for a subject that cannot be kept as it is
 */
export function vouchedPerson(claims: Readonly<Record<string, unknown>>, groupsClaim: string): VouchedPerson {
  const told = textOf(claims.email)?.toLowerCase()
  const email = told !== undefined && isEmailAddress(told) ? told : null
  const whole = [textOf(claims.given_name), textOf(claims.family_name)].filter(Boolean).join(' ')
  const name = textOf(claims.name) ?? (whole || undefined) ?? email?.slice(0, email.lastIndexOf('@')) ?? ''
  return {
    subject: subjectOf(claims.sub),
    email,
    // Some providers write the truth as a text.
    emailVerified: claims.email_verified === true || claims.email_verified === 'true',
    name: name.slice(0, longestName),
    groups: groupsOf(Object.hasOwn(claims, groupsClaim) ? claims[groupsClaim] : undefined),
  }
}

/** Two subjects are two people, however alike: nothing is cut off or left out. */
function subjectOf(claim: unknown): string {
  const isSubject = typeof claim === 'string' && claim !== '' && claim.length <= longestSubject
  if (!isSubject || claim.search(unkept) >= 0) throw new Failure(400, 'sign_in_not_valid')
  return claim
}

function textOf(claim: unknown): string | undefined {
  const text = typeof claim === 'string' ? claim.replace(unkept, '').trim() : ''
  return text === '' ? undefined : text
}

function groupsOf(claim: unknown): readonly string[] {
  const all = Array.isArray(claim) ? claim : [claim]
  const names = all.flatMap((one) => textOf(one)?.slice(0, longestGroup) ?? [])
  return [...new Set(names)].slice(0, mostGroups)
}

const mostClaims = 60
const longestClaim = 8_000

/** Claims to be shown: as many, and as long, as a screen can show. */
export function shownClaims(claims: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const shown = Object.entries(claims).slice(0, mostClaims)
  return Object.fromEntries(
    shown.map(([name, value]) => {
      const text = JSON.stringify(value) ?? 'null'
      return [name.slice(0, longestName), text.length > longestClaim ? `${text.slice(0, longestClaim)}…` : value]
    }),
  )
}

import { isEmailAddress, isLanguage, isTimeZone } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { attributeOf, instant, isDocument, type Resource } from './attribute.ts'
import type { Directory, ScimRecord } from './directory.ts'
import { type Group, groupsByUser } from './group-resource.ts'

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** Users as a directory reads them (RFC 7643 §4.1). */
export function userResources(
  directory: Directory,
  rows: readonly CatalogueRecord[],
  base: string,
): readonly Resource[] {
  const groups = groupsByUser(directory)
  return rows.map((row) => userResource(row, directory.records.get(row.id), groups.get(row.id) ?? [], base))
}

function userResource(
  row: CatalogueRecord,
  known: ScimRecord | undefined,
  groups: readonly Group[],
  base: string,
): Resource {
  const name = {
    formatted: row.name,
    ...(known?.givenName ? { givenName: known.givenName } : {}),
    ...(known?.familyName ? { familyName: known.familyName } : {}),
  }
  return {
    schemas: [userSchema],
    id: row.id,
    ...(known?.externalId ? { externalId: known.externalId } : {}),
    userName: known?.userName ?? row.email,
    name,
    displayName: row.name,
    ...(row.job_title ? { title: row.job_title } : {}),
    ...(row.language ? { preferredLanguage: row.language } : {}),
    ...(row.time_zone ? { timezone: row.time_zone } : {}),
    active: row.active === true,
    emails: [{ value: row.email, type: 'work', primary: true }],
    groups: groups.map(({ id, displayName: display }) => ({
      value: id,
      display,
      $ref: `${base}/Groups/${id}`,
      type: 'direct',
    })),
    meta: {
      resourceType: 'User',
      created: instant(row.created_at),
      lastModified: instant(row.updated_at),
      location: `${base}/Users/${row.id}`,
    },
  }
}

/** What a directory says of a user, in our form. */
export interface GivenUser {
  readonly values: {
    readonly name: string
    readonly email: string
    readonly jobTitle: string | null
    readonly language: string | null
    readonly timeZone: string | null
    readonly active: boolean
  }
  readonly record: Omit<ScimRecord, 'recordId' | 'hidden'>
}

const longestText = 200

/**
 * Reads a whole user. Attributes that we have no place for are left out, as RFC 7644 §3.3 wants.
 * @throws Failure 400 `invalid_value` without a user name, or without an address
 */
export function acceptUser(resource: unknown): GivenUser {
  if (!isDocument(resource)) throw new Failure(400, 'invalid_syntax')
  const userName = textAt(resource, 'userName')
  if (!userName) throw new Failure(400, 'invalid_value', { details: { attribute: 'userName' } })
  const named = attributeOf(resource, 'name')
  const name = isDocument(named) ? named : {}
  const [givenName, familyName] = [textAt(name, 'givenName'), textAt(name, 'familyName')]
  const whole = [givenName, familyName].filter(Boolean).join(' ')
  const language = textAt(resource, 'preferredLanguage')?.slice(0, 2).toLowerCase()
  const timeZone = textAt(resource, 'timezone')
  return {
    values: {
      name: textAt(resource, 'displayName') ?? textAt(name, 'formatted') ?? (whole || userName),
      email: addressOf(resource, userName),
      jobTitle: textAt(resource, 'title') ?? null,
      language: isLanguage(language) ? language : null,
      timeZone: timeZone && isTimeZone(timeZone) ? timeZone : null,
      active: truthOf(attributeOf(resource, 'active') ?? true),
    },
    record: {
      externalId: textAt(resource, 'externalId') ?? null,
      userName,
      givenName: givenName ?? null,
      familyName: familyName ?? null,
    },
  }
}

/** The primary address, else the one for work, else the first; else the user name where it is one. */
function addressOf(resource: Resource, userName: string): string {
  const emails = [attributeOf(resource, 'emails')].flat().filter(isDocument)
  const chosen =
    emails.find((one) => truth(attributeOf(one, 'primary')) === true) ??
    emails.find((one) => attributeOf(one, 'type') === 'work') ??
    emails[0]
  const address = (chosen && textAt(chosen, 'value')) ?? userName
  if (!isEmailAddress(address)) throw new Failure(400, 'invalid_value', { details: { attribute: 'emails' } })
  return address
}

function textAt(resource: Resource, attribute: string): string | undefined {
  const value = attributeOf(resource, attribute)
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw new Failure(400, 'invalid_value', { details: { attribute } })
  // The database keeps no control characters in a line of text.
  const text = value
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .slice(0, longestText)
  return text === '' ? undefined : text
}

/** Some directories write the truth as a text. */
function truth(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' || !/^(true|false)$/i.test(value)) return undefined
  return value.toLowerCase() === 'true'
}

function truthOf(value: unknown): boolean {
  const read = truth(value)
  if (read === undefined) throw new Failure(400, 'invalid_value', { details: { attribute: 'active' } })
  return read
}

import { isId } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import { attributeOf, instant, isDocument, type Resource } from './attribute.ts'
import { type Directory, membersByTeam, teamsOf, usersOf } from './directory.ts'

export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

/** A team, or a group that gives a role. */
export interface Group {
  readonly id: string
  readonly isTeam: boolean
  readonly displayName: string
  readonly externalId: string | null
  /** Ids of users. */
  readonly members: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

export function groupsOf(directory: Directory): readonly Group[] {
  const members = membersByTeam(directory)
  const teams = teamsOf(directory).map((row) => ({
    id: row.id,
    isTeam: true,
    displayName: String(row.name),
    externalId: directory.records.get(row.id)?.externalId ?? null,
    members: members.get(row.id) ?? [],
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
  }))
  return [...teams, ...directory.roleGroups.map((group) => ({ ...group, isTeam: false }))]
}

/** The groups that each user is in. */
export function groupsByUser(directory: Directory): ReadonlyMap<string, readonly Group[]> {
  const groups = new Map<string, Group[]>()
  for (const group of groupsOf(directory))
    for (const user of group.members) {
      const known = groups.get(user)
      if (known) known.push(group)
      else groups.set(user, [group])
    }
  return groups
}

/** A group as a directory reads it (RFC 7643 §4.2). */
export function groupResource(directory: Directory, group: Group, base: string): Resource {
  const names = new Map(usersOf(directory).map((row) => [row.id, String(row.name)]))
  return {
    schemas: [groupSchema],
    id: group.id,
    ...(group.externalId ? { externalId: group.externalId } : {}),
    displayName: group.displayName,
    members: group.members
      .filter((id) => names.has(id))
      .map((id) => ({ value: id, display: names.get(id), type: 'User', $ref: `${base}/Users/${id}` })),
    meta: {
      resourceType: 'Group',
      created: group.createdAt,
      lastModified: group.updatedAt,
      location: `${base}/Groups/${group.id}`,
    },
  }
}

export interface GivenGroup {
  readonly displayName: string
  readonly externalId: string | null
  readonly members: readonly string[]
}

const longestName = 100

/** Reads a whole group. @throws Failure 400 `invalid_value` without a name, or for members that are no users of ours */
export function acceptGroup(directory: Directory, resource: unknown): GivenGroup {
  if (!isDocument(resource)) throw new Failure(400, 'invalid_syntax')
  const [name, external] = [attributeOf(resource, 'displayName'), attributeOf(resource, 'externalId')]
  const displayName = typeof name === 'string' ? name.replace(/[\p{Cc}\p{Cs}]/gu, '').trim() : ''
  if (displayName === '' || displayName.length > longestName)
    throw new Failure(400, 'invalid_value', { details: { attribute: 'displayName' } })
  const known = new Set(usersOf(directory).map(({ id }) => id))
  const members = [attributeOf(resource, 'members') ?? []].flat().map((one) => {
    const id = isDocument(one) ? attributeOf(one, 'value') : one
    if (typeof id !== 'string' || !isId(id) || !known.has(id))
      throw new Failure(400, 'invalid_value', { details: { attribute: 'members' } })
    return id
  })
  return {
    displayName,
    externalId: typeof external === 'string' && external !== '' ? external.slice(0, 200) : null,
    members: [...new Set(members)],
  }
}

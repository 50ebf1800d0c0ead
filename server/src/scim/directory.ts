import type { RoleOfGroup } from '@tendero/model'
import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'

/** What a directory calls a user or a team, beside what they are here. */
export interface ScimRecord {
  readonly recordId: string
  readonly externalId: string | null
  readonly userName: string | null
  readonly givenName: string | null
  readonly familyName: string | null
  /** The directory has deleted it: it is not there any more for directories. */
  readonly hidden: boolean
}

/** A group that gives a role, and is no team. */
export interface RoleGroup {
  readonly id: string
  readonly displayName: string
  readonly externalId: string | null
  /** Ids of users. */
  readonly members: readonly string[]
  readonly createdAt: string
  readonly updatedAt: string
}

/** The people and teams of a workspace as a directory sees them. */
export interface Directory {
  readonly model: WorkspaceModel
  /** By the id of the user or team. */
  readonly records: ReadonlyMap<string, ScimRecord>
  readonly roleGroups: readonly RoleGroup[]
  /** Which groups give roles, by the provider that the directory belongs to. */
  readonly roleMapping: readonly RoleOfGroup[]
  /** The role of newcomers, and of whoever is in no such group. */
  readonly role: string
}

function visible({ model, records }: Directory, catalogue: 'user' | 'team'): readonly CatalogueRecord[] {
  return [...(model.catalogue.get(catalogue)?.values() ?? [])].filter(
    (row) => row.deleted_at === null && records.get(row.id)?.hidden !== true,
  )
}

export function usersOf(directory: Directory): readonly CatalogueRecord[] {
  return visible(directory, 'user')
}

export function teamsOf(directory: Directory): readonly CatalogueRecord[] {
  return visible(directory, 'team')
}

/** Ids of the users of each team, those whose main team it is and further members. */
export function membersByTeam(directory: Directory): ReadonlyMap<string, readonly string[]> {
  const users = usersOf(directory)
  const known = new Set(users.map(({ id }) => id))
  const further = [...(directory.model.catalogue.get('team_member')?.values() ?? [])].filter(
    (row) => row.deleted_at === null && known.has(String(row.user_id)),
  )
  const pairs = [
    ...users.map((row) => [String(row.team_id), row.id] as const),
    ...further.map((row) => [String(row.team_id), String(row.user_id)] as const),
  ]
  const members = new Map(teamsOf(directory).map(({ id }) => [id, new Set<string>()]))
  for (const [team, user] of pairs) members.get(team)?.add(user)
  return new Map([...members].map(([team, ids]) => [team, [...ids]]))
}

import type { RoleOfGroup, TeamOfGroup } from '@tendero/model'

/** What an administrator said about groups. */
export interface GroupMapping {
  readonly role: string | null
  readonly team: string | null
  readonly roleMapping: readonly RoleOfGroup[]
  readonly teamMapping: readonly TeamOfGroup[]
}

/** The role and teams of somebody as they stand. */
export interface HeldRights {
  readonly role: string | null
  readonly team: string | null
  readonly furtherTeams: readonly string[]
}

/**
 * The role and teams that somebody's groups give them. The first mapped group gives the role; the first mapped team is
 * the main one, the others are further ones. What is not mapped is not the directory's: roles are left alone where no
 * group is mapped to one, and so are teams; further teams that no group is mapped to stay.
 * @param held what they have; null for somebody new, who begins with the role and team for everybody
 * @param isThere whether a role or team still exists: one that was deleted is as if it were not mapped
 */
export function mappedRights(
  { role, team, roleMapping, teamMapping }: GroupMapping,
  groups: readonly string[],
  held: HeldRights | null,
  isThere: (id: string) => boolean,
): HeldRights {
  const present = (id: string | null): string | null => (id !== null && isThere(id) ? id : null)
  const roles = roleMapping.filter((one) => isThere(one.role))
  const teams = teamMapping.filter((one) => isThere(one.team))
  const before = held ?? { role: present(role), team: present(team), furtherTeams: [] }
  const matched = teams.filter(({ group }) => groups.includes(group)).map((one) => one.team)
  const main = matched[0] ?? (teams.length > 0 ? present(team) : before.team)
  const mapped = new Set(teams.map((one) => one.team))
  const kept = before.furtherTeams.filter((one) => !mapped.has(one))
  return {
    role:
      roles.find(({ group }) => groups.includes(group))?.role ??
      (roles.length > 0 ? present(role) : null) ??
      before.role,
    team: main,
    furtherTeams: [...new Set([...matched, ...kept])].filter((one) => one !== main),
  }
}

import { useAll, useNameOf } from '../data.ts'
import { teamTree } from '../teams/team-tree.ts'

export interface Option {
  readonly value: string
  readonly label: string
}

export function useRoleOptions(): Option[] {
  const nameOf = useNameOf()
  return useAll('role').map((role) => ({ value: role.id, label: nameOf(role) }))
}

/** Teams in the order of their tree, with those above: 'North › Tartu'. */
export function useTeamOptions(without: ReadonlySet<string> = new Set()): Option[] {
  return teamTree(useAll('team')).flatMap(({ team, above }) =>
    without.has(team.id) ? [] : { value: team.id, label: [...above, team].map(({ name }) => name).join(' › ') },
  )
}

export function useUserOptions(also?: string | null): Option[] {
  return useAll('user')
    .filter(({ id, active }) => active || id === also)
    .map(({ id, name }) => ({ value: id, label: name }))
}

import type { Kept } from '../data.ts'

type Team = Kept<'team'>

export interface TreeTeam {
  readonly team: Team
  /** From the top down to its parent. */
  readonly above: readonly Team[]
}

/** Teams in the order of their tree: each followed by those below it. A team whose parent is gone stands at the top. */
export function teamTree(teams: readonly Team[]): readonly TreeTeam[] {
  const known = new Set(teams.map(({ id }) => id))
  const below = (parent: string | null, above: readonly Team[]): readonly TreeTeam[] =>
    teams
      .filter((team) => (team.parent && known.has(team.parent) ? team.parent : null) === parent)
      .flatMap((team) => [{ team, above }, ...below(team.id, [...above, team])])
  return below(null, [])
}

/** A team and all below it: where it cannot be moved to. */
export function branchOf(tree: readonly TreeTeam[], id: string): ReadonlySet<string> {
  return new Set(
    tree.filter(({ team, above }) => team.id === id || above.some((one) => one.id === id)).map(({ team }) => team.id),
  )
}

import type { Holding, Successors } from '@tendero/model/api'

/** What stands in a choice for 'nobody' and for 'as everything else'. */
export const nobody = 'nobody'
export const asTheRest = ''

/** Whom somebody chose: ids of people, or one of the words above. */
export interface SuccessorsDraft {
  readonly everything: string
  readonly objects: Readonly<Record<string, string>>
  readonly teams: Readonly<Record<string, string>>
}

export const freshDraft: SuccessorsDraft = { everything: nobody, objects: {}, teams: {} }

export function successorsOf({ everything, objects, teams }: SuccessorsDraft): Successors {
  return { everything: personOf(everything), objects: chosen(objects), teams: chosen(teams) }
}

function personOf(choice: string): string | null {
  return choice === nobody ? null : choice
}

function chosen(choices: Readonly<Record<string, string>>): Record<string, string | null> {
  const made = Object.entries(choices).filter(([, choice]) => choice !== asTheRest)
  return Object.fromEntries(made.map(([name, choice]) => [name, personOf(choice)]))
}

/** How many records get another owner by this choice. */
export function givenCount(holdings: readonly Holding[], { everything, objects, teams }: Successors): number {
  const given = holdings.filter(({ object, team }) => {
    if (objects[object] !== undefined) return objects[object] !== null
    const ofTeam = team === null ? undefined : teams[team]
    return (ofTeam === undefined ? everything : ofTeam) !== null
  })
  return given.reduce((sum, { count }) => sum + count, 0)
}

/** How many there are of each, the most first. */
export function countsBy(holdings: readonly Holding[], key: 'object' | 'team'): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const holding of holdings) {
    const name = holding[key]
    if (name !== null) counts.set(name, (counts.get(name) ?? 0) + holding.count)
  }
  return [...counts].sort(([, a], [, b]) => b - a)
}

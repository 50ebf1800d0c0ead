import type { FieldProblem } from '@tendero/model'

/** How somebody may edit a record that they want to share, or whose share they want to change. */
export interface Standing {
  /** By ownership, team or role, and not by shares alone. */
  readonly ofOwn: boolean
  /** Where shares alone let them: when the last of them ends, as an ISO instant; null for never. */
  readonly until: string | null
}

/** A share as it is to be. */
export interface WantedShare {
  readonly user: unknown
  readonly team: unknown
  readonly until: unknown
}

type Problems = Readonly<Record<string, FieldProblem>>

/**
 * What is wrong with a share: it is with one person or one team, ends in the future, and gives nobody more than who shares
 * has: whoever edits by a share can share no longer than that one lasts.
 * @returns by field `required`, `person_or_team`, `in_the_past` or `outlasts_own` with the `until` of one's own; nothing
 * when all is right
 */
export function shareProblems({ user, team, until }: WantedShare, standing: Standing, now: Date): Problems {
  if (!user && !team) return { user: { code: 'required' } }
  if (user && team) return { team: { code: 'person_or_team' } }
  const end = typeof until === 'string' ? new Date(until) : null
  if (end && end <= now) return { until: { code: 'in_the_past' } }
  if (standing.ofOwn || standing.until === null) return {}
  if (end && end <= new Date(standing.until)) return {}
  return { until: { code: 'outlasts_own', details: { until: standing.until } } }
}

import type { GrantReason, MissingCondition, Scope } from '@tendero/model'

/** A way to a record, and whether it holds. */
export interface Tried {
  readonly reason: GrantReason
  readonly holds: boolean
}

/**
 * What is missing for a verb where no way holds: each condition once, and what the role decides before all others.
 * @param tried the ways that the role leaves open; none when it has no such right
 */
export function missingConditions(scope: Scope, tried: readonly Tried[]): readonly MissingCondition[] {
  if (tried.some(({ holds }) => holds)) return []
  if (scope === 'none' || tried.length === 0) return ['role']
  const reasons = tried.map(({ reason }) => reason)
  return [...new Set(reasons)].flatMap((reason) => (reason === 'administrator' || reason === 'all' ? [] : reason))
}

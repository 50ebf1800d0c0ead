/**
 * The one filter language, as JSON.
 * - a condition: `{ field: 'closeOn', op: 'in', value: 'this_month' }`; a field may be a path through references
 *   (`account.sector`); `value` is what the operator takes: nothing, a value, a list, or two values for `between`;
 * - `{ and: [...] }`, `{ or: [...] }`, `{ not: filter }`, nested up to six deep;
 * - `{ some: 'contact_point.contact', where: filter }`: at least one record of another object points here through that
 *   field and meets the filter; negated by `not`.
 * - `{ shared: 'me' }`: the record is shared with the reader or a team whose records they reach, just now.
 * Dates may be relative: 'today', 'today+7', and periods such as 'this_quarter', 'last_30_days'. A user may be 'me'.
 */
export type Filter =
  | Condition
  | { readonly and: readonly Filter[] }
  | { readonly or: readonly Filter[] }
  | { readonly not: Filter }
  | SomeFilter
  | SharedFilter

export interface Condition {
  readonly field: string
  readonly op: string
  readonly value?: unknown
}

export interface SomeFilter {
  /** object.field: the other object and its reference that points here. */
  readonly some: string
  readonly where?: Filter
}

/** Records that somebody shared with whoever asks; those that a role, a team or an owner opens are not meant. */
export interface SharedFilter {
  readonly shared: 'me'
}

/** Filters nest no deeper. */
export const deepestFilter = 6

/** References that the path of a field may follow, one after another: `account.parent.owner.team.name` follows four. */
export const mostReferences = 4

/** Has something the form of a filter? What it asks for is looked at by whoever translates it. */
export function isFilter(raw: unknown, depth = 0): raw is Filter {
  if (typeof raw !== 'object' || raw === null || depth > deepestFilter) return false
  const { and, or, not, some, shared, where, field, op } = raw as Readonly<Record<string, unknown>>
  const within = (one: unknown): boolean => isFilter(one, depth + 1)
  const all = and ?? or
  if (all !== undefined) return Array.isArray(all) && all.every(within)
  if (not !== undefined) return within(not)
  if (shared !== undefined) return shared === 'me'
  if (some !== undefined) return typeof some === 'string' && (where === undefined || within(where))
  return typeof field === 'string' && typeof op === 'string'
}

import type { Filter } from '../filter.ts'

/** Objects whose records are looked at for what is missing or stale. */
export const healthObjects = ['account', 'contact', 'lead', 'opportunity'] as const
export type HealthObject = (typeof healthObjects)[number]

/** Who gains from mending it. */
export type HealthGain = 'representative' | 'manager' | 'marketing' | 'accounting'

/** Something that is missing or stale, as a rule finds it. */
export interface HealthFinding {
  readonly rule: string
  /** 1–10: how much it counts in the score. */
  readonly weight: number
  readonly gains: HealthGain
  /** The field that mends it, where one does. */
  readonly field: string | null
}

/** How a record is, by the rules whose fields the reader may see. */
export interface RecordHealth {
  /** 0–100: the weighted share of rules that hold; null where none applies to the record. */
  readonly score: number | null
  /** The heaviest first. */
  readonly findings: readonly HealthFinding[]
}

/** How many records a rule finds. */
export interface HealthCount extends HealthFinding {
  readonly count: number
  /** Those of the reader's own among them. */
  readonly mine: number
  /** Finds them in lists and mass edits. */
  readonly filter: Filter
}

/** How the records of a list are. */
export interface ViewHealth {
  readonly records: number
  /** Are there more than were looked at? */
  readonly more: boolean
  readonly score: number | null
  readonly rules: readonly HealthCount[]
}

export interface HealthGroup {
  /** The owner or team; null for none. */
  readonly of: { readonly id: string; readonly title: string } | null
  readonly records: number
  readonly score: number | null
}

/** How all records of an object are that the reader may see, as the nightly search found it and writes keep it. */
export interface HealthReport extends Omit<ViewHealth, 'more'> {
  readonly object: HealthObject
  /** When all was looked at last; null while the first search is not done. */
  readonly checkedAt: string | null
  /** How far a search is that goes on. */
  readonly running: { readonly done: number; readonly total: number } | null
  /** The worst first. */
  readonly owners: readonly HealthGroup[]
  readonly teams: readonly HealthGroup[]
  /** Mondays, the oldest first, half a year at most. */
  readonly weeks: readonly { readonly week: string; readonly records: number; readonly score: number | null }[]
  readonly worst: readonly {
    readonly id: string
    readonly title: string
    readonly score: number
    readonly rules: readonly string[]
  }[]
}

/** A rule as administrators see it, in use or not. */
export interface HealthRuleSetting extends HealthFinding {
  readonly object: HealthObject
  readonly active: boolean
  /** The record in which it was changed; null as long as it is as delivered. */
  readonly id: string | null
  readonly version: number | null
}

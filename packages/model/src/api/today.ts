import type { StepKind } from '../activity-kinds.ts'

/** Why something stands on Today, in order of urgency. */
export type TodayReason = 'overdue' | 'due' | 'close_date_past' | 'no_next_step' | 'missing_fields' | 'stale'

export interface TodayItem {
  readonly reason: TodayReason
  /** The object of the record to act on: an activity kind, lead or opportunity. */
  readonly object: string
  readonly id: string
  readonly title: string
  /** Whom it concerns. */
  readonly about: { readonly object: string; readonly id: string; readonly title: string } | null
  /** When it was or is due; for `stale` and `missing_fields`, since when the deal is in its stage. */
  readonly at: string | null
  readonly amount: { readonly minor: number; readonly currency: string } | null
  readonly phone: string | null
  readonly version: number
  /** For `missing_fields`: names of the fields that the stage requires and that are empty; else null. */
  readonly missing: readonly string[] | null
  /** Whose it is; null for a lead that nobody has yet, and where the owner is hidden. */
  readonly owner: { readonly id: string; readonly title: string } | null
}

/** Whose work Today shows: one's own, or that of the people in one's teams and below. */
export type TodayScope = 'mine' | 'team'

export interface Today {
  readonly items: readonly TodayItem[]
  readonly counts: Readonly<Record<TodayReason, number>>
}

/** One tap on Today: how it went, and what comes next. */
export interface Completion {
  readonly outcome: string
  readonly mood?: number
  readonly note?: string
  readonly next?: {
    readonly kind: StepKind
    readonly subject: string
    readonly dueAt: string
  }
}

/** An activity that was completed, and the one that comes next. */
export interface CompletionResult {
  readonly activity: string
  readonly next: string | null
  readonly operationId: string
}

import type { FiscalPeriod } from '../fiscal-period.ts'

/** Categories that are rolled up, the surest first; what is omitted never counts. */
export const rollUpCategories = ['closed', 'commit', 'most_likely', 'best_case', 'pipeline'] as const
export type RollUpCategory = (typeof rollUpCategories)[number]
/** What people say more or less of than their deals do: what is closed is closed. */
export const adjustedCategories = ['commit', 'most_likely', 'best_case', 'pipeline'] as const
export type AdjustedCategory = (typeof adjustedCategories)[number]

/** By how much somebody's judgement differs from what the deals say; minor units of the base currency. */
export interface ForecastAdjustment {
  readonly id: string
  /** Of the person themselves, or of who answers for the team; otherwise of somebody above. */
  readonly own: boolean
  readonly amount: number
  readonly reason: string
  readonly by: string | null
  readonly byTitle: string | null
  /** ISO instant. */
  readonly at: string
}

/** What a category comes to. */
export interface RollUpFigure {
  /** Of the deals alone, minor units of the base currency, and how many they are. */
  readonly deals: number
  readonly count: number
  /** With all that was adjusted here and below. */
  readonly amount: number
  readonly own: ForecastAdjustment | null
  readonly managers: ForecastAdjustment | null
}

/** A person, or a team with all below it. */
export interface RollUpRow {
  readonly kind: 'team' | 'person'
  /** Null: nobody, the deals of the team that have no owner. */
  readonly id: string | null
  readonly title: string | null
  /** The team that it is part of, as far as the reader sees it. */
  readonly parent: string | null
  /** 0 at the top. */
  readonly depth: number
  readonly figures: Readonly<Record<RollUpCategory, RollUpFigure>>
  /** Null: none. `given`: set for just this; otherwise the sum of those of shorter periods, or of who is below. */
  readonly quota: { readonly amount: number; readonly given: boolean } | null
  /** Closed by quota; null without one. */
  readonly attainment: number | null
  /** Open deals by what the quota still wants; null without a quota, or when it is reached. */
  readonly coverage: number | null
  /** What was submitted last. */
  readonly submission: ForecastSubmission | null
  /** As what the reader may adjust and submit it: their own, or as a manager of it. Null: they may not. */
  readonly judges: 'own' | 'managers' | null
}

/** A quota for one product. */
export interface ProductQuota {
  readonly id: string
  readonly product: string
  readonly productTitle: string | null
  /** The person or the team; null: everybody. */
  readonly kind: 'team' | 'person'
  readonly subject: string | null
  readonly subjectTitle: string | null
  readonly amount: number
  readonly closed: number
  readonly open: number
  readonly attainment: number | null
  readonly coverage: number | null
}

/** What a period comes to along the tree of teams, in minor units of the base currency. */
export interface ForecastRollUp {
  readonly period: FiscalPeriod
  readonly currency: string
  /** ISO date: as it was known at its end. */
  readonly asOf: string
  readonly total: Omit<RollUpRow, 'kind' | 'id' | 'title' | 'parent' | 'depth' | 'submission' | 'judges'>
  /** Each after the one that it is part of. */
  readonly rows: readonly RollUpRow[]
  readonly products: readonly ProductQuota[]
  /** By the territory of the account, each after the one that it is part of; the last, with a null id, of none. */
  readonly territories: readonly RollUpRow[]
}

/** `POST /forecast/adjustments`: by how much a category is to differ from here on; 0 takes it back. */
export interface AdjustmentWish {
  readonly period: FiscalPeriod['kind']
  readonly startsOn: string
  readonly kind: 'team' | 'person'
  readonly subject: string
  readonly category: AdjustedCategory
  readonly amount: number
  readonly reason: string
  /** Id of the adjustment that it takes the place of, null for none: refused when there is another by now. Whatever there is unless told. */
  readonly instead?: string | null
}

/** `POST /forecast/submissions`. */
export interface SubmissionWish {
  readonly period: FiscalPeriod['kind']
  readonly startsOn: string
  readonly kind: 'team' | 'person'
  readonly subject: string
  readonly note?: string
}

/** Figures as they were said, which nothing changes any more. */
export interface ForecastSubmission {
  readonly id: string
  readonly by: string | null
  readonly byTitle: string | null
  readonly at: string
  readonly note: string
  /** By category, with adjustments. */
  readonly figures: Readonly<Record<RollUpCategory, number>>
  readonly quota: number | null
}

/** A submission with the deals that it was made of. */
export interface SubmittedForecast extends ForecastSubmission {
  readonly kind: 'team' | 'person'
  readonly subject: string
  readonly period: FiscalPeriod
  /** How many more deals there were than are listed. */
  readonly more: number
  /** As they were; `today` says what became of them, null when it is not seen any more. */
  readonly deals: readonly {
    readonly id: string
    readonly title: string
    readonly category: RollUpCategory
    readonly amount: number
    readonly closeOn: string | null
    readonly today: {
      readonly category: RollUpCategory | 'lost' | 'omitted'
      readonly amount: number
      readonly closeOn: string | null
    } | null
  }[]
}

export const pipelineSteps = ['opened', 'moved_in', 'raised', 'lowered', 'moved_out', 'lost'] as const
export type PipelineStep = (typeof pipelineSteps)[number]

/** What became of the deals of a period since a day: from what they came to then to what they come to now. */
export interface PipelineChanges {
  readonly period: FiscalPeriod
  readonly currency: string
  /** ISO dates, at whose ends. */
  readonly since: string
  readonly until: string
  /** Open or won within the period, minor units of the base currency. */
  readonly before: number
  readonly after: number
  readonly steps: readonly { readonly step: PipelineStep; readonly amount: number; readonly count: number }[]
  /** Won since, and by how much deals differ from what was stated of them: within `after`. */
  readonly won: { readonly amount: number; readonly count: number }
  /** The deals that changed most, at most a hundred. */
  readonly deals: readonly {
    readonly id: string
    readonly title: string | null
    readonly person: string | null
    readonly step: PipelineStep
    readonly amount: number
  }[]
}

import type { Filter } from '../filter.ts'
import type { Problem } from './problem.ts'

/** A record of any object, its fields by name; system fields and titles as in `RecordCore`. */
export interface AnyRecord {
  readonly id: string
  readonly version: number
  readonly createdAt: string
  readonly updatedAt: string
  readonly titles?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

export interface ListQuery {
  readonly filter?: Filter
  /** Words that the record must hold, as in the search. */
  readonly search?: string
  /** Field names, a leading '-' for downwards. The id is always the last key. */
  readonly sort?: readonly string[]
  readonly fields?: readonly string[]
  /** 1–200, 50 by default. */
  readonly limit?: number
  readonly cursor?: string
  /** Read from the other end: the last page first, in the same order. */
  readonly fromEnd?: boolean
  /**
   * Starts at the first record whose first sort value is not before this one; with `fromEnd`, before it. A text as it
   * begins, the name of a reference, a plain number, an ISO day.
   */
  readonly from?: string
  readonly count?: boolean
  /** The deleted ones instead. */
  readonly deleted?: boolean
}

export interface Page<R = AnyRecord> {
  readonly items: readonly R[]
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
  readonly count?: Count
}

/** Exact up to 10,000; above it the planner's estimate. */
export interface Count {
  readonly value: number
  readonly estimated: boolean
}

export interface AggregateQuery {
  /** One or two of: a field or a path (`account.sector`), or a date field with a part: `closedOn:month` (day, week, month, quarter, year). */
  readonly group: readonly string[]
  /** `count`, `sum:amount`, `average:amount`, `min:closeOn`, `max:closeOn`. Money is in the base currency's minor units. */
  readonly measures: readonly string[]
  readonly filter?: Filter
  /** Words that the records must hold, as in a list. */
  readonly search?: string
  /** From the last group on; records without a value come last all the same. */
  readonly descending?: boolean
  /** Groups of a page, 1–1,000. Without it all of them, which are 5,000 at most. */
  readonly limit?: number
  readonly cursor?: string
}

export interface AggregateResult {
  /** In the order of their values: choices and stages as arranged, references by title, texts as people sort. */
  readonly groups: readonly AggregateGroup[]
  readonly currency: string
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
  /** How many groups there are, on all pages; of a page behind the last one 0. */
  readonly count: number
}

export interface AggregateGroup {
  /** Texts that differ in upper and lower case alone are one value, written as most of the records write it. */
  readonly keys: readonly (string | number | boolean | null)[]
  /** The titles of referenced records among the keys, else null. */
  readonly titles: readonly (string | null)[]
  readonly measures: Readonly<Record<string, number | string | null>>
}

export interface BulkRequest {
  readonly create?: readonly Readonly<Record<string, unknown>>[]
  readonly update?: readonly (Readonly<Record<string, unknown>> & { readonly id: string; readonly version?: number })[]
  readonly delete?: readonly string[]
}

export interface BulkResult {
  readonly operationId: string
  readonly results: readonly { readonly ok: boolean; readonly id?: string; readonly problem?: Problem }[]
}

export interface SearchHit {
  readonly object: string
  readonly id: string
  readonly title: string
}

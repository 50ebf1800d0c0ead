import type { DatePart } from '../date-parts.ts'
import type { Filter } from '../filter.ts'
import type { ReportAggregate } from '../report-aggregates.ts'

/** How a report is shown. */
export const reportKinds = ['table', 'grouped', 'pivot', 'bar', 'line', 'area', 'pie', 'funnel', 'number'] as const
export type ReportKind = (typeof reportKinds)[number]

/** What a report is of; a saved report keeps it as its `definition`. Fields may be paths: `account.sector`. */
export interface ReportDefinition {
  readonly object: string
  readonly kind: ReportKind
  /** Of which records; relative days are those of the workspace's zone. */
  readonly filter?: Filter
  /** Columns of a plain table: fields or paths. */
  readonly columns?: readonly string[]
  /** What stands down the side or along the axis; at most two, the outer first. */
  readonly rows?: readonly ReportGroup[]
  /** What stands across a pivot, or the series of a chart. */
  readonly across?: ReportGroup
  /** At most eight. */
  readonly measures?: readonly ReportMeasure[]
  /** Without it days, stages and choices in their own order, all else from the greatest of the first measure. */
  readonly order?: ReportOrder
  /** Rows shown, 200 unless said; all that follow are one, called the others. */
  readonly limit?: number
  /** Of a number: its period, which is compared with the one before. */
  readonly period?: { readonly field: string; readonly name: string }
  /** Of a plain table: a field of the object, a leading '-' for downwards; what was changed last first without it. */
  readonly sort?: string
}

/** A field by whose values records are gathered; days and instants by a part of the calendar. */
export interface ReportGroup {
  readonly field: string
  readonly part?: DatePart
}

/** A figure of a group of records: an aggregate, or a formula over the other measures by their names. */
export type ReportMeasure = AggregateMeasure | FormulaMeasure

interface NamedMeasure {
  /** By which formulas and the order call it: a letter, then letters, digits and underscores. */
  readonly name: string
  /** What it is called on screens; without it, what it is made of. */
  readonly label?: string
}

export interface AggregateMeasure extends NamedMeasure {
  readonly aggregate: ReportAggregate | 'count'
  /** What is summed; none to count records. */
  readonly field?: string
  /** Only of these records. */
  readonly filter?: Filter
}

/** See docs/formulas.md; it may not name another formula. */
export interface FormulaMeasure extends NamedMeasure {
  readonly formula: string
}

export interface ReportOrder {
  /** The name of a measure; null for the group itself. */
  readonly by: string | null
  readonly descending: boolean
}

/** A figure: amounts in minor units of the base currency, decimals as text, days and instants ISO; null for none. */
export type ReportValue = number | string | boolean | null

/** The value that the records of a group have in common. */
export interface ReportKey {
  readonly value: ReportValue
  /** What the record is called that the value refers to, where the reader may know. */
  readonly title: string | null
  /** Of a part of the calendar: its days, or for instants where they begin, as [from, to). */
  readonly from?: string
  readonly to?: string
}

export interface ReportRow {
  /** `subtotal` stands before its groups and has the outer key alone; `others` are the groups that are not shown. */
  readonly level: 'group' | 'subtotal' | 'others'
  readonly keys: readonly ReportKey[]
  /** Of the others: how many groups they are. */
  readonly groups?: number
  /** By what stands across; null where there are no records. */
  readonly cells: readonly (readonly ReportValue[] | null)[]
  /** Of the whole row, one value a measure. */
  readonly values: readonly ReportValue[]
}

/** What a report says to its reader. Every figure is of all records that the reader may see and the filter meets. */
export interface ReportResult {
  readonly currency: string
  /** Those that the reader may see, in order; `kind` is the kind of field by which its values are shown. */
  readonly measures: readonly { readonly name: string; readonly kind: string }[]
  /** Measures of fields that are not there for the reader. */
  readonly leftOut: readonly string[]
  readonly across: readonly ReportKey[]
  /** Values across that are not shown; they are the last cell of each row. */
  readonly othersAcross: number
  readonly rows: readonly ReportRow[]
  readonly total: Pick<ReportRow, 'cells' | 'values'>
  /** Of a number with a period: its days as [from, to), and the same of the one before. */
  readonly period?: { readonly from: string; readonly to: string }
  readonly previous?: { readonly from: string; readonly to: string; readonly values: readonly ReportValue[] }
}

/** A page of a plain table. */
export interface ReportRecords {
  /** The columns that are there for the reader, as paths. */
  readonly columns: readonly string[]
  /** Columns that are not there for the reader. */
  readonly leftOut: readonly string[]
  readonly items: readonly ReportRecord[]
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
}

export interface ReportRecord {
  readonly id: string
  /** As the API gives fields, column by column. */
  readonly values: readonly unknown[]
  /** What is called so that a column refers to, where the reader may know. */
  readonly titles: readonly (string | null)[]
}

/** What a dashboard holds, in the order in which it is read; a row of the grid is as wide as four. */
export interface DashboardLayout {
  readonly tiles: readonly DashboardTile[]
}

export const tileWidths = [1, 2, 3, 4] as const
export const tileHeights = [1, 2, 3] as const

export interface DashboardTile {
  /** Its own within the dashboard: a report may stand there more than once. */
  readonly id: string
  /** The id of the report; of one that the reader may not see, nothing is shown. */
  readonly report: string
  readonly width: (typeof tileWidths)[number]
  readonly height: (typeof tileHeights)[number]
}

/** Minor units of the base currency; null where the reader's role does not see amounts. */
type SeenAmount = number | null

/** The pipeline report; months are 'YYYY-MM' in the workspace's zone. Groups by a hidden field are empty. */
export interface PipelineReport {
  readonly currency: string
  readonly funnel: readonly {
    readonly stage: string
    readonly title: string
    readonly category: 'open' | 'won' | 'lost'
    readonly probability: number
    readonly count: number
    readonly value: SeenAmount
    readonly weighted: SeenAmount
  }[]
  readonly months: readonly {
    readonly month: string
    readonly won: SeenAmount
    readonly wonCount: number
    readonly lost: SeenAmount
    readonly lostCount: number
    readonly open: SeenAmount
    readonly openCount: number
  }[]
  /** The last day on which open deals are expected to close that are counted in `months`; null for no end. */
  readonly expectedUntil: string | null
  readonly quarters: readonly {
    readonly quarter: string
    readonly won: SeenAmount
    readonly wonCount: number
    readonly lostCount: number
  }[]
  readonly teams: readonly PipelineShare[]
  readonly owners: readonly PipelineShare[]
  readonly reasons: readonly {
    readonly reason: string | null
    readonly title: string | null
    readonly count: number
    readonly value: SeenAmount
  }[]
  /** By month of opening: how many were opened, and how many of those are won, lost or still open today. */
  readonly cohorts: readonly {
    readonly month: string
    readonly opened: number
    readonly won: number
    readonly lost: number
    readonly open: number
  }[]
}

export interface PipelineShare {
  readonly id: string | null
  readonly title: string | null
  readonly openCount: number
  readonly open: SeenAmount
  readonly wonCount: number
  readonly won: SeenAmount
  readonly lostCount: number
}

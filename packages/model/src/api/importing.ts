import type { DuplicateCandidate } from './duplicates.ts'

/** What a file is: text in columns, a spreadsheet, contact cards. */
export type ImportSource = 'csv' | 'xlsx' | 'vcard'

/** How a file is to be read; what detection found, and what the person corrected. */
export interface CsvFormat {
  /** Of a spreadsheet: which of its sheets. It is read as UTF-8 with commas; the rest holds for texts in its cells. */
  readonly sheet?: string
  readonly encoding: string
  readonly delimiter: string
  readonly quote: string
  readonly decimal: '.' | ','
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy'
  readonly header: boolean
  /** Of contact cards: the column, behind all others, that says why a card cannot be taken. */
  readonly problemColumn?: number
}

export interface ImportMapping {
  /** Index of the file's column (0 first), or null when every row gets `constant`. */
  readonly column: number | null
  /** Of the object; or a companion: records that a row brings beside its own. */
  readonly field: string
  /** For a field of several CSV columns (money, address): which of them, 0 the first. */
  readonly part?: number
  readonly constant?: unknown
  /** For references: the field of the other object by which it is found; and whether missing ones are made. */
  readonly key?: string
  readonly create?: boolean
  /** Words of the file and what they stand for: repaired "values not found". The value is the text to read instead; null leaves the field empty. */
  readonly replacements?: Readonly<Record<string, string | null>>
  /** Numbers are multiplied by this: 1000000 for "in millions". */
  readonly factor?: number
}

/**
 * What a row of a contact or account may bring beside it: ways to reach it, a line for each ('612 345 678 (Work)'), and
 * a note. They are added to those that are there.
 */
export const companionNames = ['emails', 'phones', 'others', 'note'] as const
export type CompanionName = (typeof companionNames)[number]

/** What is to be read instead of what stands in one cell of a file; the file itself stays. */
export interface CellCorrection {
  /** 1 is the first row after the header. */
  readonly row: number
  /** Index of the file's column. */
  readonly column: number
  readonly text: string
}

export interface ImportSetup {
  readonly object: string
  readonly format: CsvFormat
  readonly mapping: readonly ImportMapping[]
  /** Existing records are found by this field and updated; without it every row makes a record. */
  readonly updateBy?: string
  /** What becomes of rows that would make a record which is likely there already: of those named, and of the rest. */
  readonly likely?: { readonly rest: LikelyChoice; readonly rows?: Readonly<Record<string, LikelyChoice>> }
  /** Repairs of single cells; a row with one is taken as it then stands. */
  readonly corrections?: readonly CellCorrection[]
}

/** `create` one all the same, `complete` what is empty in the one that is there, or `skip` the row. */
export type LikelyChoice = 'create' | 'complete' | 'skip'

/** A row whose record is likely there already. */
export interface LikelyRow {
  readonly row: number
  /** What the row would be called. */
  readonly title: string
  readonly candidate: DuplicateCandidate
}

/** A row that was refused, as it is read, with what is wrong with it. */
export interface RejectedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly problems: readonly ImportProblem[]
}

export type ImportState =
  | 'uploaded'
  | 'checking'
  | 'checked'
  | 'running'
  | 'done'
  | 'cancelled'
  | 'failed'
  | 'reverting'
  | 'reverted'

/** A sheet of a spreadsheet that holds something, and the object that its name or its columns speak of. */
export interface ImportSheet {
  readonly name: string
  readonly object: string | null
}

/** A sheet that is imported in one go with others of its file: they are checked, run and taken back together. */
export interface ImportGroupMember {
  /** The id of its import. */
  readonly id: string
  readonly sheet: string
  readonly object: string
  readonly state: ImportState
  readonly good: number
  readonly bad: number
}

/** What a sheet's rows are to become. */
export interface SheetChoice {
  readonly sheet: string
  readonly object: string
}

export interface ImportRun {
  readonly id: string
  readonly name: string
  readonly source: ImportSource
  /** The sheets of a spreadsheet; none for other files. */
  readonly sheets: readonly ImportSheet[]
  /** All sheets that go in one go with this one and it itself, in the order of their references; none for one alone. */
  readonly group: readonly ImportGroupMember[]
  readonly state: ImportState
  readonly setup: ImportSetup
  readonly columns: readonly { readonly index: number; readonly name: string; readonly samples: readonly string[] }[]
  readonly rows: {
    readonly total: number | null
    readonly read: number
    readonly good: number
    readonly bad: number
    readonly created: number
    readonly updated: number
  }
  readonly bytes: { readonly total: number; readonly read: number }
  /** The first hundred bad rows. */
  readonly problems: readonly ImportProblem[]
  /** Rows whose records are likely there already: how many, and the first two hundred. */
  readonly likely: { readonly total: number; readonly rows: readonly LikelyRow[] }
  /** Reference and choice values that were not found, with the nearest that exist. */
  readonly notFound: readonly {
    readonly field: string
    readonly value: string
    readonly rows: number
    readonly suggestions: readonly string[]
  }[]
  readonly operationId: string | null
  readonly createdAt: string
  readonly createdBy: { readonly id: string; readonly name: string } | null
  readonly error: string | null
}

export interface ImportProblem {
  /** 1 is the first row after the header. */
  readonly row: number
  readonly field: string | null
  readonly value: string | null
  readonly code: string
  readonly details?: Readonly<Record<string, string | number>>
}

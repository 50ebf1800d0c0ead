import type { Access, Scope } from './define-object.ts'
import type { FieldRules } from './field-rules.ts'
import type { Aggregate } from './field-type.ts'
import type { FileValue } from './fields/file.ts'
import type { Filter } from './filter.ts'
import type { FormulaType } from './formula/value.ts'
import type { Language } from './translated.ts'

/** The shapes of `/api/v1` that server and web share. Paths are in docs/api.md and in the OpenAPI document. */

/** A failure as RFC 9457 problem details (`application/problem+json`). `code` is stable; its words are the web's. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly requestId?: string
  /** What is wrong with which field: code and figures. */
  readonly fields?: Readonly<Record<string, FieldProblem>>
  readonly details?: Readonly<Record<string, unknown>>
}

export interface FieldProblem {
  readonly code: string
  readonly details?: Readonly<Record<string, string | number>>
}

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
  /** One or two of: a field, or a date field with a part: `closedOn:month` (day, week, month, quarter, year). */
  readonly group: readonly string[]
  /** `count`, `sum:amount`, `average:amount`, `min:closeOn`, `max:closeOn`. Money is in the base currency's minor units. */
  readonly measures: readonly string[]
  readonly filter?: Filter
}

export interface AggregateResult {
  readonly groups: readonly AggregateGroup[]
  readonly currency: string
}

export interface AggregateGroup {
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

export type TimelineKind = 'task' | 'call' | 'visit' | 'meeting' | 'note' | 'file' | 'change'

/** One thing that happened to a customer, newest first. */
export interface TimelineItem {
  readonly id: string
  readonly kind: TimelineKind
  readonly at: string
  /** The activity or note itself, for those kinds. */
  readonly activity?: AnyRecord
  readonly file?: TimelineFile
  readonly change?: TimelineChange
}

/** A page of what happened, newest first. `GET /{collection}/{id}?timeline=20` has it beside the record's fields. */
export interface Timeline {
  readonly items: readonly TimelineItem[]
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
}

export interface TimelineChange {
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  /** Old and new value by field; hidden fields are left out. */
  readonly patch: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
  /** Titles of references among the values, by id. */
  readonly titles: Readonly<Record<string, string>>
  readonly by: { readonly id: string; readonly name: string } | null
  readonly through: 'screen' | 'api_key' | 'import' | 'system'
  readonly operationId: string
}

/** What was done with a file of the record: attached, renamed, removed, brought back. */
export interface TimelineFile extends Pick<TimelineChange, 'verb' | 'by' | 'through' | 'operationId'> {
  /** The file as it is now. */
  readonly file: FileValue
  /** Is it still attached? */
  readonly there: boolean
}

export interface SearchHit {
  readonly object: string
  readonly id: string
  readonly title: string
}

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

/** What a person may do, for screens to offer only that; the server checks again. */
export interface Session {
  readonly user: {
    readonly id: string
    readonly name: string
    readonly email: string
    readonly language: Language
    readonly timeZone: string
    readonly team: string | null
  }
  readonly workspace: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly baseCurrency: string
    readonly country: string
    readonly timeZone: string
    readonly fiscalYearStart: number
  }
  /** All workspaces this person can enter. */
  readonly workspaces: readonly { readonly slug: string; readonly name: string }[]
  readonly role: { readonly id: string; readonly name: string; readonly administrator: boolean }
  readonly actions: readonly PermittedAction[]
}

export const permittedActions = ['export', 'import', 'mass_edit', 'settings'] as const
export type PermittedAction = (typeof permittedActions)[number]

/** A message to a webhook, as its log lists it. */
export interface WebhookDelivery {
  /** Also the message's id, `webhook-id`. */
  readonly id: string
  /** Such as `opportunity.update`. */
  readonly topic: string
  readonly state: 'waiting' | 'delivered' | 'failed'
  readonly attempts: number
  /** HTTP status of the last answer. */
  readonly status: number | null
  /** Why the last attempt failed. */
  readonly failure: 'refused_address' | 'unknown_host' | 'timed_out' | 'no_answer' | 'status' | null
  /** How long the last attempt took. */
  readonly milliseconds: number | null
  readonly createdAt: string
  readonly attemptedAt: string | null
  readonly nextAttemptAt: string | null
}

export interface WebhookDeliveryContent extends WebhookDelivery {
  /** JSON text, exactly as it is sent. */
  readonly body: string
  /** The first 2,000 bytes. */
  readonly answer: string | null
}

/** The rights document of a role. Objects not named are not accessible; fields not named are free. */
export interface Rights {
  readonly objects: Readonly<Record<string, Access>>
  readonly fields?: Readonly<Record<string, Readonly<Record<string, 'hidden' | 'read_only'>>>>
  readonly actions: readonly PermittedAction[]
}

/** Objects and fields as this person sees them, in their language: what screens, imports and integrations build on. */
export interface Metadata {
  readonly version: number
  readonly objects: readonly MetadataObject[]
}

export interface MetadataObject {
  readonly name: string
  readonly collection: string
  readonly label: { readonly one: string; readonly many: string; readonly afterNumber: string }
  readonly icon: string
  readonly title: string
  readonly list: readonly string[]
  readonly form: readonly string[]
  /** Fields that tell records of the same title apart. */
  readonly identifying: readonly string[]
  readonly board: string | null
  readonly owned: boolean
  readonly timeline: boolean
  readonly searchable: boolean
  readonly settings: boolean
  readonly parent: readonly string[]
  readonly activity: string | null
  /** Any record of the objects that administrators made; each has its own object besides. */
  readonly template: boolean
  /** The template of an object that an administrator made: references to the template may point to its records. */
  readonly madeFrom: string | null
  readonly keys: readonly string[]
  readonly filters: readonly { readonly name: string; readonly label: string; readonly filter: Filter }[]
  readonly can: Readonly<Record<'create' | 'read' | 'edit' | 'delete', Scope>>
  readonly fields: readonly MetadataField[]
}

export interface MetadataField extends FieldRules {
  readonly name: string
  readonly kind: string
  /** Of a value that is worked out: the kind of what comes out, by which it is shown. */
  readonly result?: string
  /** What it is in formulas; those without cannot be used there. */
  readonly formulaType?: FormulaType
  readonly label: string
  readonly help: string | null
  readonly required: boolean
  /** Filled by the program, or not editable for this person. */
  readonly readOnly: boolean
  readonly createOnly: boolean
  readonly hidden: boolean
  readonly custom: boolean
  readonly system: boolean
  /** May a file of records fill it? */
  readonly imported: boolean
  readonly sortable: boolean
  readonly groupable: boolean
  readonly aggregates: readonly Aggregate[]
  /** `onlyInLists`: what PostgreSQL alone can compare; rules cannot. */
  readonly operators: readonly { readonly name: string; readonly takes: string; readonly onlyInLists?: boolean }[]
  readonly choices?: readonly { readonly value: string; readonly label: string; readonly color?: string }[]
  /** The object a reference points to. */
  readonly object?: string
  /** What its records are to the one referred to, when their own name does not say it: subsidiaries. */
  readonly inverse?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly scale?: number
  readonly default?: unknown
}

/** What somebody did in one go, and can take back as a whole. */
export interface Operation {
  readonly id: string
  /** Instant. */
  readonly at: string
  /** Null for the program itself. */
  readonly actor: { readonly id: string; readonly name: string } | null
  /** How it came: screen, import, api_key, system. */
  readonly through: string
  /** When it was taken back. */
  readonly revertedAt: string | null
  /** The operation that this one took back. */
  readonly reverts: string | null
  readonly parts: readonly OperationPart[]
}

/** What an operation did to the records of one object. */
export interface OperationPart {
  readonly object: string
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  readonly count: number
  /** There are more than were counted. */
  readonly more: boolean
  /** Some of them that the reader may see, as far as they are there. */
  readonly records: readonly { readonly id: string; readonly title: string }[]
}

export interface Operations {
  readonly items: readonly Operation[]
  readonly next: string | null
}

/** What converting a lead is to make or use: a new record, an existing one, or (opportunity) none. */
export interface ConversionWish {
  readonly account: 'new' | string
  readonly contact: 'new' | string
  readonly opportunity: 'new' | string | null
  /** Details of a new opportunity. */
  readonly details?: { readonly name?: string; readonly pipeline?: string; readonly closeOn?: string }
}

export interface Candidate {
  readonly id: string
  readonly title: string
  /** 0–100. */
  readonly score: number
  /** Which of its values equal or resemble the lead's. */
  readonly reasons: readonly ('email' | 'phone' | 'same_name' | 'name' | 'domain' | 'account')[]
}

export interface ConversionCandidates {
  readonly accounts: readonly Candidate[]
  readonly contacts: readonly Candidate[]
  readonly opportunities: readonly Candidate[]
}

export interface ConversionResult {
  readonly lead: string
  readonly account: string
  readonly contact: string | null
  readonly opportunity: string | null
  readonly operationId: string
}

/** One tap on Today: how it went, and what comes next. */
export interface Completion {
  readonly outcome: string
  readonly mood?: number
  readonly note?: string
  readonly next?: {
    readonly kind: 'task' | 'call' | 'visit' | 'meeting'
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
  /** Repairs of single cells; a row with one is taken as it then stands. */
  readonly corrections?: readonly CellCorrection[]
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

/** The pipeline report. Amounts are minor units of the base currency; months are 'YYYY-MM' in the workspace's zone. */
export interface PipelineReport {
  readonly currency: string
  readonly funnel: readonly {
    readonly stage: string
    readonly title: string
    readonly category: 'open' | 'won' | 'lost'
    readonly probability: number
    readonly count: number
    readonly value: number
    readonly weighted: number
  }[]
  readonly months: readonly {
    readonly month: string
    readonly won: number
    readonly wonCount: number
    readonly lost: number
    readonly lostCount: number
    readonly open: number
    readonly openCount: number
  }[]
  /** The last day on which open deals are expected to close that are counted in `months`; null for no end. */
  readonly expectedUntil: string | null
  readonly quarters: readonly {
    readonly quarter: string
    readonly won: number
    readonly wonCount: number
    readonly lostCount: number
  }[]
  readonly teams: readonly PipelineShare[]
  readonly owners: readonly PipelineShare[]
  readonly reasons: readonly {
    readonly reason: string | null
    readonly title: string | null
    readonly count: number
    readonly value: number
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
  readonly open: number
  readonly wonCount: number
  readonly won: number
  readonly lostCount: number
}

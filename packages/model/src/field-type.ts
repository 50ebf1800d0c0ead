import type { Filter } from './filter.ts'
import type { FieldProblemCode, FormulaProblem } from './formula/problem.ts'
import type { FormulaType } from './formula/value.ts'
import type { Operator } from './operators.ts'
import type { SheetCell } from './sheet-cell.ts'
import type { Sql } from './sql.ts'
import type { Label, LabelLine, Language, Translated } from './translated.ts'

/** PostgreSQL types that fields are stored in. */
export type ColumnType =
  | 'text'
  | 'char(3)'
  | 'bigint'
  | 'smallint'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'timestamptz'
  | 'uuid'
  | 'jsonb'

/** One physical column of a field. `key` '' is the field's own column, others are suffixed: amount, amount_currency. */
export interface Column {
  readonly key: string
  readonly type: ColumnType
}

/** What a value turned out to be: good, or the stable code of what is wrong with it (translated on the screen). */
export type Parsed<V> = { readonly ok: true; readonly value: V } | Invalid
export interface Invalid {
  readonly ok: false
  readonly code: string
  /** Figures for the message, such as the longest length allowed. */
  readonly details?: Readonly<Record<string, string | number>>
}

export function good<V>(value: V): Parsed<V> {
  return { ok: true, value }
}

export function bad(code: string, details?: Readonly<Record<string, string | number>>): Invalid {
  return details ? { ok: false, code, details } : { ok: false, code }
}

/** What reading a value may depend on besides the value: the workspace's defaults. */
export interface ValueDefaults {
  /** ISO 3166 code for national phone numbers. */
  readonly country: string
  /** ISO 4217 code for amounts without one. */
  readonly currency: string
}

/** How a file writes numbers and dates. */
export interface TextConvention extends ValueDefaults {
  readonly decimal: '.' | ','
  readonly dateOrder: 'ymd' | 'dmy' | 'mdy'
  readonly timeZone: string
  readonly language: Language
}

/** What a value may depend on that leaves the program in a file. */
export interface ExportConvention {
  /** Where a path of the API is found from outside. */
  address(path: string): string
}

/** For showing values to a person. */
export interface DisplayConvention {
  readonly language: Language
  readonly timeZone: string
}

/** What a filter's relative words mean: who asks, and which day it is for them. */
export interface FilterMoment {
  readonly userId: string
  readonly teamId: string | null
  /** ISO date of today in the person's zone. */
  readonly today: string
  readonly timeZone: string
  /** 1–12, first month of the workspace's fiscal year. */
  readonly fiscalYearStart: number
  readonly defaults: ValueDefaults
}

export interface Choice {
  readonly value: string
  readonly label: Label
  readonly color?: string
}

/** Everything an administrator or a declaration can say of a field, besides what its type adds. */
export interface FieldOptions {
  readonly required?: boolean
  /** Weight in full-text search: A the title, B next, C the rest. */
  readonly search?: 'A' | 'B' | 'C'
  /** Filled by the program; never accepted as input. */
  readonly computed?: boolean
  /**
   * Fields that could be worked out of this one, as 'object.field': who may not read one of them may not read this one.
   */
  readonly tells?: readonly string[]
  /** Accepted when the record is made (and by imports), not afterwards. */
  readonly createOnly?: boolean
  readonly indexed?: boolean
  /** Data about a person, for privacy export and erasure. */
  readonly personal?: boolean
  /** Whoever reads it is noted in the audit log. */
  readonly sensitive?: boolean
  readonly help?: LabelLine
  readonly default?: unknown
  /** Required, and worked out by the program where a new record comes without it. */
  readonly assumed?: boolean
  /**
   * Conditions over other fields of the record itself, for people and programs alike; the program's own writes are not
   * bound. Not shown, it takes no value and is not required, and keeps what it holds.
   */
  readonly shownWhen?: Filter
  readonly requiredWhen?: Filter
  /** Of a saved record: new ones may be given a value. */
  readonly readOnlyWhen?: Filter
  /** Not offered in forms, lists and imports: plumbing. */
  readonly hidden?: boolean
  // The options of the single types; which of them a type reads, its file says.
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  /** Decimal places kept. */
  readonly scale?: number
  readonly choices?: readonly Choice[]
  /** Name of the object a reference points to. */
  readonly object?: string
  /** What the records that refer are to the one that they refer to: those whose parent account this is are its subsidiaries. */
  readonly inverse?: LabelLine
  /** Who may read the record by a grant of its own may read the one that it refers to. */
  readonly opensTarget?: boolean
  /** A deleted parent takes its children with it. */
  readonly cascade?: boolean
  /** What a formula field is worked out by: docs/formulas.md. */
  readonly formula?: string
  readonly rollUp?: RollUp
  /** Of a kept roll-up or an automatic number: not all records have it yet. */
  readonly filling?: boolean
  /** How an automatic number is written: number-pattern.ts. */
  readonly pattern?: string
  /** The first number of a series; a greater one than the last that was given goes on from there. */
  readonly startAt?: number
  /** The records that are there get automatic numbers too, in the order in which they were made. */
  readonly numberExisting?: boolean
}

export const rollUpMeasures = ['count', 'sum', 'average', 'min', 'max'] as const

/** What a roll-up field says of the records that point to its record. */
export interface RollUp {
  /** object.field: the other object and its reference that points here. */
  readonly of: string
  readonly measure: (typeof rollUpMeasures)[number]
  /** The other object's field that is summed; none to count. */
  readonly field?: string
  /** Only those that meet it. */
  readonly filter?: Filter
  /** Kept up to date in the record itself, so that it sorts and filters. */
  readonly kept?: boolean
}

/** A JSON Schema fragment (2020-12), as in OpenAPI 3.1. */
export type JsonSchema = Readonly<Record<string, unknown>>

/**
 * One kind of field: how it is stored, checked, compared, exchanged and shown. One file each; nothing else
 * switches on the kind. `V` is the value in the JSON API.
 */
export interface FieldType<V = unknown> {
  readonly kind: string
  readonly label: Translated
  readonly columns: readonly Column[]
  /** Index of the column that sorts, compares and groups. */
  readonly orderColumn?: number
  readonly sortable: boolean
  /** Texts whose digits sort by what they amount to: A9 before A10. */
  readonly naturalOrder?: boolean
  /**
   * Whether lists, sums and reports may group by it: a record has one value of it at most, several records have the
   * same, and a filter finds these again.
   */
  readonly groupable: boolean
  /** Which sums a report may make of it. */
  readonly aggregates: readonly Aggregate[]
  readonly operators: readonly Operator[]
  /** May an administrator make a custom field of it? */
  readonly custom: boolean
  /** The value is a file that the record holds; `types` are the media types it may be of, any without them. */
  readonly file?: { readonly types?: readonly string[] }
  /**
   * Given by the program to each new record out of a series, and to one only. Nobody writes it; an import may bring the
   * values of new records.
   */
  readonly numbered?: boolean
  /** A value names one record, or several, of the object that the field's options say. */
  readonly refers?: 'one' | 'several'
  /** Cannot be filled from a file of records: what the values stand for comes another way. */
  readonly notImported?: boolean
  /** Reads a value of the JSON API (or of a job payload) into its exact form. */
  parse(raw: unknown, options: FieldOptions, defaults: ValueDefaults): Parsed<V>
  /** The stored values, in the order of `columns`. `worth` is an amount's value in the base currency's minor units. */
  toColumns(value: V, worth: (minor: number, currency: string) => number): readonly unknown[]
  /** The JSON value, from the expressions of the columns; without it, the first column as it is. */
  toJson?(columns: readonly Sql[]): Sql
  /**
   * The columns, from an expression of the JSON value that is not null, as `toColumns` makes them; without it, the value as
   * the only column. `worth` is an amount's value in the base currency's minor units.
   */
  fromJson?(value: Sql, worth: (minor: Sql, currency: Sql) => Sql): readonly Sql[]
  /** The value a filter compares with; without it, what `parse` gives for the order column. */
  filterValue?(raw: unknown, options: FieldOptions, moment: FilterMoment): Parsed<unknown>
  /** Names of further CSV columns after the field's own, such as the currency. */
  readonly csvExtra?: readonly LabelLine[]
  toCsv(value: V, options: FieldOptions, convention?: ExportConvention): readonly string[]
  /**
   * The cells of a spreadsheet, as many as there are CSV columns; without it, what `toCsv` gives as text. Instants are
   * shown in `timeZone`.
   */
  toSheet?(value: V, options: FieldOptions, convention: Pick<DisplayConvention, 'timeZone'>): readonly SheetCell[]
  fromCsv(cells: readonly string[], options: FieldOptions, convention: TextConvention): Parsed<V | null>
  /** The known words of a CSV column of this type, when there are such: choices, names of countries. */
  words?(part: number, options: FieldOptions, language: Language): readonly string[]
  /** Which CSV column a refusal is about, when it says that a word is not among the known ones. */
  refusedWord?(code: string): number | undefined
  /** Of numbers: the value raised by a percentage ('5', '-2.5'), rounded to what the field keeps. */
  raise?(value: V, percent: string, options: FieldOptions): V
  /** For a person's eyes. */
  format(value: V, options: FieldOptions, convention: DisplayConvention): string
  jsonSchema(options: FieldOptions): JsonSchema
  /** A value to show how one is written. */
  readonly sample?: V
  /** Words for full-text search. */
  searchText?(value: V): string
  /** What its values are in formulas; without it formulas cannot use it. */
  readonly inFormulas?: InFormulas
  /** For values that are worked out: the kind of what comes out, by which it is shown. */
  readonly result?: string
  /** For types whose values are worked out of other fields: how. */
  derive?(field: Field, surroundings: Surroundings): Derived
}

/** How formulas see the values of a type. */
export interface InFormulas {
  readonly type: FormulaType
  /** The value as SQL of its formula type, numbers as `numeric`; without it, the first column as it is. */
  sql?(columns: readonly Sql[], reader: Pick<DerivingReader, 'timeZone' | 'currency'>): Sql
}

/** What a field that is worked out of others may ask about them. */
export interface Surroundings {
  /** The object that it is a field of. */
  readonly object: string
  /** A field of an object, worked out itself if it has to be, or why there is none. */
  field(object: string, name: string): Field | FieldProblemCode
}

export type Derived =
  | { readonly ok: true; readonly type: FieldType; readonly derivation: Derivation }
  | { readonly ok: false; readonly problem: FormulaProblem }

/** How the values of a field come out of others. */
export interface Derivation {
  /** The fields it is made of, as 'object.field', with those that they are made of. */
  readonly uses: readonly string[]
  /** Values and operations in it. */
  readonly size: number
  /** Worked out only for rows that are shown: it neither sorts nor filters, nor does what is made of it. */
  readonly onlyShown: boolean
  /** For a roll-up that is kept: the object whose records it counts, all of them, whoever reads. */
  readonly keptOver?: string
  /** What a new record has of it, that nothing points to yet. */
  none?(currency: string): unknown
  /** Read from where it is kept, not worked out. */
  readonly stored: boolean
  /** The columns of its type for the record under an alias. */
  columns(alias: string, reader: DerivingReader): readonly Sql[]
}

/** Who reads a value that is worked out, and how they see what it is made of. */
export interface DerivingReader {
  /** ISO date of today in the workspace's zone. */
  readonly today: string
  /** The workspace's zone and base currency. */
  readonly timeZone: string
  readonly currency: string
  columns(object: string, field: string, alias: string): readonly Sql[]
  /** Does the record under an alias point to another through a field, alone or among others? `id` is the other's. */
  refersTo(object: string, field: string, alias: string, id: Sql): Sql
  /** The records of an object that the reader may see, under an alias. */
  rows(object: string, alias: string): { readonly from: Sql; readonly where: Sql }
  /** A filter on those; undefined when it asks for what is not there any more. */
  filter(object: string, filter: Filter, alias: string): Sql | undefined
}

export const aggregates = ['sum', 'average', 'min', 'max'] as const
export type Aggregate = (typeof aggregates)[number]

/** A field of an object, declared or made at run time. */
export interface Field {
  readonly name: string
  readonly type: FieldType
  readonly label: Label
  readonly options: FieldOptions
  /** Made by an administrator at run time: stored in the `custom` document. */
  readonly custom: boolean
  /** Part of every object: id, times, people. */
  readonly system: boolean
  /** Of a field that is worked out of others. */
  readonly derivation?: Derivation
  /** Why it cannot be worked out; then it has no value. */
  readonly problem?: FormulaProblem
  /** Its columns for a reader, when they are not columns of the record. */
  readonly columns?: (alias: string) => readonly Sql[]
}

/** Does the program alone write it? Imports may still bring the numbers that new records have had elsewhere. */
export function isReadOnly({ options, type }: Pick<Field, 'options' | 'type'>): boolean {
  return options.computed === true || type.numbered === true
}

/** A field in a declaration, before it has a name. `V` and `R` only carry the types of rows. */
export interface FieldDefinition<V = unknown, R extends boolean = boolean> {
  readonly type: FieldType<V>
  readonly label: Translated
  readonly options: FieldOptions
  readonly required?: R
}

type Declared = FieldOptions & { readonly label: LabelLine }

/** Makes the word with which declarations name a type: `name: text({ label: [...], required: true })`. */
export function declare<V>(type: FieldType<V>) {
  return <const O extends Declared>(
    declared: O,
  ): FieldDefinition<V, O extends { readonly required: true } ? true : false> => {
    const {
      label: [en, es, et],
      ...options
    } = declared
    return { type, label: { en, es, et }, options }
  }
}

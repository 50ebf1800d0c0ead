import { compareValues } from './compare-values.ts'
import type { ColumnType } from './field-type.ts'
import { raw, type Sql, sql } from './sql.ts'

/**
 * A comparison in the filter language. `takes` says what stands beside it: nothing, one value, free text, a list of
 * values, two values, or a named period such as `this_month`.
 */
export interface Operator {
  readonly name: string
  readonly takes: 'nothing' | 'value' | 'text' | 'values' | 'range' | 'period'
  /** Of free text: how many characters it may have, when that is not `longestSought`. */
  readonly longest?: number
  /** `column` is the field's order column, `type` its PostgreSQL type, `args` the values to bind. */
  sql(column: Sql, type: ColumnType, args: readonly unknown[]): Sql
  /**
   * Whether it holds for a stored value, null for none: the same as the SQL says. Without it, only PostgreSQL can tell.
   */
  holds?(value: unknown, args: readonly unknown[], type: ColumnType): boolean
}

/** Characters of a text that is looked for in others: a pattern takes time for each. */
export const longestSought = 500
/** Characters of a text that is compared as a whole: as long as formulas make them. */
const longestCompared = 10_000

const bound = (value: unknown, type: ColumnType): Sql => sql`${value}::${raw(type)}`
const boundMany = (values: readonly unknown[], type: ColumnType): Sql => sql`${values}::${raw(type)}[]`
const likeText = (text: unknown): string => String(text).replace(/[\\%_]/g, (sign) => `\\${sign}`)

const equal = (a: unknown, b: unknown, type: ColumnType): boolean =>
  a !== null && b !== null && compareValues(a, b, type) === 0
/** How a value stands to an operand, when there are both. */
const ordered =
  (test: (difference: number) => boolean): Operator['holds'] =>
  (value, [operand], type) =>
    value !== null && test(compareValues(value, operand, type))
/** Lower case by simple mappings, as PostgreSQL folds: one character stays one. */
const lower = (text: unknown): string =>
  [...String(text)].map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign)).join('')
const among = (value: unknown, operands: readonly unknown[]): readonly unknown[] =>
  operands.filter((one) => Array.isArray(value) && value.includes(one))

export const is: Operator = {
  name: 'is',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} = ${bound(v, t)}`,
  holds: (value, [v], type) => equal(value, v, type),
}
export const isNot: Operator = {
  name: 'is_not',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} is distinct from ${bound(v, t)}`,
  holds: (value, [v], type) => !(value === null && v === null) && !equal(value, v, type),
}
export const anyOf: Operator = {
  name: 'any_of',
  takes: 'values',
  sql: (c, t, args) => sql`${c} = any(${boundMany(args, t)})`,
  holds: (value, args, type) => args.some((v) => equal(value, v, type)),
}
export const noneOf: Operator = {
  name: 'none_of',
  takes: 'values',
  sql: (c, t, args) => sql`(${c} = any(${boundMany(args, t)})) is not true`,
  holds: (value, args, type) => !args.some((v) => equal(value, v, type)),
}
export const isEmpty: Operator = {
  name: 'is_empty',
  takes: 'nothing',
  sql: (c) => sql`${c} is null`,
  holds: (value) => value === null,
}
export const isNotEmpty: Operator = {
  name: 'is_not_empty',
  takes: 'nothing',
  sql: (c) => sql`${c} is not null`,
  holds: (value) => value !== null,
}

export const less: Operator = {
  name: 'less',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} < ${bound(v, t)}`,
  holds: ordered((d) => d < 0),
}
export const atMost: Operator = {
  name: 'at_most',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} <= ${bound(v, t)}`,
  holds: ordered((d) => d <= 0),
}
export const greater: Operator = {
  name: 'greater',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} > ${bound(v, t)}`,
  holds: ordered((d) => d > 0),
}
export const atLeast: Operator = {
  name: 'at_least',
  takes: 'value',
  sql: (c, t, [v]) => sql`${c} >= ${bound(v, t)}`,
  holds: ordered((d) => d >= 0),
}
/** Both ends included. */
export const between: Operator = {
  name: 'between',
  takes: 'range',
  sql: (c, t, [low, high]) => sql`(${c} >= ${bound(low, t)} and ${c} <= ${bound(high, t)})`,
  holds: (value, [low, high], type) =>
    value !== null && compareValues(value, low, type) >= 0 && compareValues(value, high, type) <= 0,
}

export const contains: Operator = {
  name: 'contains',
  takes: 'text',
  sql: (c, _t, [v]) => sql`${c} ilike ${`%${likeText(v)}%`}::text`,
  holds: (value, [v]) => value !== null && lower(value).includes(lower(v)),
}
export const notContains: Operator = {
  name: 'not_contains',
  takes: 'text',
  sql: (c, _t, [v]) => sql`(${c} ilike ${`%${likeText(v)}%`}::text) is not true`,
  holds: (value, [v]) => value === null || !lower(value).includes(lower(v)),
}
export const startsWith: Operator = {
  name: 'starts_with',
  takes: 'text',
  sql: (c, _t, [v]) => sql`${c} ilike ${`${likeText(v)}%`}::text`,
  holds: (value, [v]) => value !== null && lower(value).startsWith(lower(v)),
}
/** What is equal of texts that differ in upper and lower case alone. */
export const withoutCase = (text: Sql): Sql => sql`lower(${text})`
/** Equal but for upper and lower case. */
export const isText: Operator = {
  name: 'is',
  takes: 'text',
  longest: longestCompared,
  sql: (c, _t, [v]) => sql`${withoutCase(c)} = ${withoutCase(sql`${String(v)}::text`)}`,
  holds: (value, [v]) => value !== null && lower(value) === lower(v),
}
export const isNotText: Operator = {
  name: 'is_not',
  takes: 'text',
  longest: longestCompared,
  sql: (c, _t, [v]) => sql`${withoutCase(c)} is distinct from ${withoutCase(sql`${String(v)}::text`)}`,
  holds: (value, [v]) => value === null || lower(value) !== lower(v),
}

/** Documents (jsonb arrays of text): tags, multiple choice. */
export const hasAny: Operator = {
  name: 'has_any',
  takes: 'values',
  sql: (c, _t, args) => sql`${c} ?| ${args}::text[]`,
  holds: (value, args) => among(value, args).length > 0,
}
export const hasAll: Operator = {
  name: 'has_all',
  takes: 'values',
  sql: (c, _t, args) => sql`${c} ?& ${args}::text[]`,
  holds: (value, args) => value !== null && among(value, args).length === args.length,
}
export const hasNone: Operator = {
  name: 'has_none',
  takes: 'values',
  sql: (c, _t, args) => sql`(${c} ?| ${args}::text[]) is not true`,
  holds: (value, args) => among(value, args).length === 0,
}

/** Bounds arrive as [from, to): first day (or instant) inside, first one after. */
export const inPeriod: Operator = {
  name: 'in',
  takes: 'period',
  sql: (c, t, [from, to]) => sql`(${c} >= ${bound(from, t)} and ${c} < ${bound(to, t)})`,
  holds: (value, [from, to], type) =>
    value !== null && compareValues(value, from, type) >= 0 && compareValues(value, to, type) < 0,
}
/** Equal to a given day of an instant: the bounds are that day's, in the person's zone. */
export const onDay: Operator = { ...inPeriod, name: 'on', takes: 'value' }

export const presence = [isEmpty, isNotEmpty] as const
export const ordering = [is, isNot, less, atMost, greater, atLeast, between, ...presence] as const
export const membership = [is, isNot, anyOf, noneOf, ...presence] as const
export const wording = [contains, notContains, startsWith, isText, isNotText, ...presence] as const
export const containment = [hasAny, hasAll, hasNone, ...presence] as const
/** All of them: names are told apart by what they take. */
export const operators: readonly Operator[] = [...ordering, ...membership, ...wording, ...containment, inPeriod, onDay]

import type { FieldOptions, FieldType, TextConvention } from '../../field-type.ts'

/** As files are written in Spain. */
export const spanish: TextConvention = {
  country: 'ES',
  currency: 'EUR',
  decimal: ',',
  dateOrder: 'dmy',
  timeZone: 'Europe/Madrid',
  language: 'es',
}
/** And in the United States. */
export const american: TextConvention = {
  country: 'US',
  currency: 'USD',
  decimal: '.',
  dateOrder: 'mdy',
  timeZone: 'America/New_York',
  language: 'en',
}

/** What a type does with values: each case is what goes in and what comes out, or `!code` for a refusal. */
export interface Table<V> {
  readonly type: FieldType<V>
  readonly options?: FieldOptions
  /** Values of the API. */
  readonly parse: readonly (readonly [raw: unknown, expected: unknown])[]
  /** Cells of a Spanish file, and where it differs of an American one. */
  readonly csv: readonly (readonly [cells: readonly string[], expected: unknown, convention?: TextConvention])[]
  /** In English, Spanish and Estonian; spaces that do not break are written as plain ones. */
  readonly format?: readonly (readonly [value: V, en: string, es: string, et: string])[]
  readonly operators: readonly string[]
}

/** Operators of values that have an order. */
export const ordering = [
  'is',
  'is_not',
  'less',
  'at_most',
  'greater',
  'at_least',
  'between',
  'is_empty',
  'is_not_empty',
]
/** Of texts. */
export const wording = ['contains', 'not_contains', 'starts_with', 'is', 'is_not', 'is_empty', 'is_not_empty']
/** Of one value of several. */
export const membership = ['is', 'is_not', 'any_of', 'none_of', 'is_empty', 'is_not_empty']
/** Of several values. */
export const containment = ['has_any', 'has_all', 'has_none', 'is_empty', 'is_not_empty']
/** Of a record or a file. */
export const id = '0192f0c8-7b1a-7cc0-8000-0123456789ab'

/** A table among those of other types. */
export function table<V>(one: Table<V>): Table<never> {
  return one as unknown as Table<never>
}

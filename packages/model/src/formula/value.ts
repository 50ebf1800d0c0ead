import { Decimal } from 'decimal.js'

/**
 * What a formula works with. The first four are numbers: `integer` and `decimal` plain ones, `percent` in hundredths
 * (12.5 is twelve and a half per cent), `money` in units of the workspace's base currency (12.50, not cents).
 */
export type FormulaType = 'integer' | 'decimal' | 'percent' | 'money' | 'text' | 'boolean' | 'date'

/** A value in a formula: a number, a text that is not empty, yes or no, an ISO day; null is nothing. */
export type FormulaValue = Decimal | string | boolean | null

/** Digits enough for every product that a formula can make of its fields: nothing is rounded but by the language. */
export const Exact = Decimal.clone({ precision: 40_000, rounding: Decimal.ROUND_HALF_UP })

const numbers: ReadonlySet<FormulaType> = new Set(['integer', 'decimal', 'percent', 'money'])

export function isNumber(type: FormulaType): boolean {
  return numbers.has(type)
}

/** The type of what may be either: money makes all money, plain numbers mix; undefined when the two do not go together. */
export function commonType(a: FormulaType, b: FormulaType): FormulaType | undefined {
  if (a === b) return a
  if (!isNumber(a) || !isNumber(b)) return undefined
  return a === 'money' || b === 'money' ? 'money' : 'decimal'
}

/** The common type of all of them. */
export function commonOf([first, ...others]: readonly FormulaType[]): FormulaType | undefined {
  return others.reduce<FormulaType | undefined>((known, one) => known && commonType(known, one), first)
}

/** A value that the checks let through as a number. */
export function numberIn(value: FormulaValue | undefined): Decimal {
  return value instanceof Decimal ? value : new Exact(0)
}

/** A value that the checks let through as a text or a day. */
export function textIn(value: FormulaValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

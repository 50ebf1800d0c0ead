import type { Sql } from '../sql.ts'
import type { FormulaProblemCode } from './problem.ts'
import type { FormulaType, FormulaValue } from './value.ts'

/** An argument before the formula runs: its type, and its value when that is written in the formula. */
export interface Argument {
  readonly type: FormulaType
  readonly literal?: FormulaValue
}

/** Why an operation does not take an argument. */
export interface Mismatch {
  readonly argument: number
  readonly code: FormulaProblemCode
  readonly expected?: string
}

/**
 * An operator or a function: which types it takes and gives, and what it does, in PostgreSQL and in JavaScript side by
 * side. Both must give the same for all values; `formula-agreement.test.ts` tries. In SQL numbers are `numeric`.
 */
export interface Operation {
  readonly name: string
  /** How many arguments it takes, at least and at most. */
  readonly takes: readonly [least: number, most: number]
  /** Gives something even when an argument is nothing; all others give nothing then. */
  readonly seesNothing?: boolean
  typeOf(args: readonly Argument[]): FormulaType | Mismatch
  sql(args: readonly Sql[], types: readonly FormulaType[]): Sql
  value(args: readonly FormulaValue[], types: readonly FormulaType[]): FormulaValue
}

/** Most arguments of a function that takes any number of them. */
export const anyNumber = 20

export function mismatch(argument: number, expected: string): Mismatch {
  return { argument, code: 'wrong_type', expected }
}

/** The first argument that is not of a type; `expected` is its name to people: number, text, boolean, date. */
export function unlike(
  args: readonly Argument[],
  expected: string,
  fits: (type: FormulaType) => boolean,
): Mismatch | undefined {
  const argument = args.findIndex(({ type }) => !fits(type))
  return argument < 0 ? undefined : mismatch(argument, expected)
}

/** Where in a formula something is wrong, and what: a stable code, its words are the screen's. */
export interface FormulaProblem {
  readonly code: FormulaProblemCode
  /** Place of the first character concerned, from 0, and how many are. At the end of the formula the length is 0. */
  readonly at: number
  readonly length: number
  /** What was found there: a sign, the name of a field or a function. */
  readonly found?: string
  /** What should stand there: a type of value, or a number of arguments. */
  readonly expected?: string
}

export type FormulaProblemCode =
  | 'empty_formula'
  | 'formula_too_long'
  | 'formula_too_deep'
  | 'formula_too_large'
  | 'unknown_sign'
  | 'unclosed_text'
  | 'refused_text'
  | 'number_too_long'
  | 'unexpected'
  | 'unfinished'
  | 'unknown_function'
  | 'wrong_count'
  | 'wrong_type'
  | 'types_differ'
  | 'not_ordered'
  | 'compared_with_nothing'
  | 'wrong_places'
  | 'wrong_day'
  | FieldProblemCode

/** What may be wrong with a field that a formula names. */
export type FieldProblemCode = 'unknown_field' | 'unusable_field' | 'circular' | 'broken_field'

/** Ends the reading of a formula; `compileFormula` turns it into its problem. */
export class FormulaError extends Error {
  readonly problem: FormulaProblem
  constructor(problem: FormulaProblem) {
    super(problem.code)
    this.problem = problem
  }
}

/** A stretch of the formula's text. */
export interface Place {
  readonly at: number
  readonly length: number
}

export function fail(
  code: FormulaProblemCode,
  { at, length }: Place,
  more: Pick<FormulaProblem, 'found' | 'expected'> = {},
): never {
  throw new FormulaError({ code, at, length, ...more })
}

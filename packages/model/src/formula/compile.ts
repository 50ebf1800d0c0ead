import { raw, type Sql, sql } from '../sql.ts'
import { arithmeticOperations } from './arithmetic.ts'
import { logicOperations } from './logic.ts'
import type { Operation } from './operation.ts'
import { type Call, type Expression, parseFormula } from './parse.ts'
import { type FieldProblemCode, FormulaError, type FormulaProblem, fail, type Place } from './problem.ts'
import { Exact, type FormulaType, type FormulaValue } from './value.ts'
import { wordOperations } from './words.ts'

/** Every operator and function by its name. */
const operations: ReadonlyMap<string, Operation> = new Map(
  [...arithmeticOperations, ...logicOperations, ...wordOperations].map((one) => [one.name, one]),
)

/** The functions that a formula may call, in the order of the alphabet. */
export const formulaFunctions: readonly string[] = [...operations.keys(), 'today']
  .filter((name) => /^[a-z]+$/.test(name) && !['negate', 'and', 'or', 'not'].includes(name))
  .sort()

/** Most values and operations in one formula, those of the formulas that it uses included. */
const largest = 300

/** What a formula may name: the fields of a record, and along references those of others. */
export interface FormulaScope {
  /** What stands at a path such as `account.employees`, or why it cannot be used. */
  fieldAt(path: readonly string[]): FormulaField | FieldProblemCode
}

export interface FormulaField {
  readonly type: FormulaType
  /** Values and operations it is made of: 1, and more for a formula. */
  readonly size?: number
}

/** A formula that was read and found good. */
export interface Formula {
  /** The type of what comes out. */
  readonly type: FormulaType
  /** Paths of the fields that it uses, each once. */
  readonly uses: readonly (readonly string[])[]
  readonly usesToday: boolean
  /** Values and operations, those of formulas that it uses included. */
  readonly size: number
  /** Its value as SQL of the type's kind: numeric, text, boolean, date. */
  sql(source: SqlSource): Sql
  /** Its value from values; equal to what PostgreSQL makes of `sql`. */
  value(source: ValueSource): FormulaValue
}

/** Where the SQL of a formula takes its values from. */
export interface SqlSource {
  /** ISO date of today in the workspace's zone. */
  readonly today: string
  field(path: readonly string[]): Sql
}

export interface ValueSource {
  readonly today: string
  field(path: readonly string[]): FormulaValue
}

export type CompiledFormula =
  | { readonly ok: true; readonly formula: Formula }
  | { readonly ok: false; readonly problem: FormulaProblem }

/**
 * Reads a formula and checks it: its words, the fields it names, the types of its values. Never throws: what is wrong is
 * told with its place. The language is described in docs/formulas.md.
 * @example compileFormula('round(amount / account.employees, 2)', scope)
 */
export function compileFormula(text: string, scope: FormulaScope): CompiledFormula {
  try {
    return { ok: true, formula: formulaOf(typed(parseFormula(text), scope)) }
  } catch (error) {
    if (error instanceof FormulaError) return { ok: false, problem: error.problem }
    throw error
  }
}

/** A part of a formula whose type is known. */
type Typed = Place & { readonly type: FormulaType; readonly size: number } & (
    | { readonly kind: 'literal'; readonly value: FormulaValue }
    | { readonly kind: 'today' }
    | { readonly kind: 'field'; readonly path: readonly string[] }
    | { readonly kind: 'operation'; readonly operation: Operation; readonly args: readonly Typed[] }
  )

function typed(expression: Expression, scope: FormulaScope): Typed {
  const { at, length } = expression
  switch (expression.kind) {
    case 'number': {
      const type = expression.text.includes('.') ? 'decimal' : 'integer'
      return { kind: 'literal', type, value: new Exact(expression.text), size: 1, at, length }
    }
    case 'text':
      return { kind: 'literal', type: 'text', value: expression.text || null, size: 1, at, length }
    case 'boolean':
      return { kind: 'literal', type: 'boolean', value: expression.value, size: 1, at, length }
    case 'field':
      return typedField(expression.path, { at, length }, scope)
    case 'call':
      return typedCall(expression, scope)
  }
}

function typedField(path: readonly string[], place: Place, scope: FormulaScope): Typed {
  const found = scope.fieldAt(path)
  if (typeof found === 'string') return fail(found, place, { found: path.join('.') })
  return { kind: 'field', path, type: found.type, size: found.size ?? 1, ...place }
}

function typedCall({ name, args, written, at, length }: Call, scope: FormulaScope): Typed {
  const place = { at, length }
  if (name === 'today') {
    if (args.length > 0) fail('wrong_count', written, { found: name, expected: '0' })
    return { kind: 'today', type: 'date', size: 1, ...place }
  }
  const operation = operations.get(name)
  if (!operation) return fail('unknown_function', written, { found: name })
  const [least, most] = operation.takes
  if (args.length < least || args.length > most)
    fail('wrong_count', written, { found: name, expected: least === most ? String(least) : `${least}–${most}` })
  const parts = args.map((one) => typed(one, scope))
  const size = parts.reduce((sum, one) => sum + one.size, 1)
  if (size > largest) fail('formula_too_large', place, { expected: String(largest) })
  return { kind: 'operation', operation, args: parts, type: typeOf(operation, parts, place), size, ...place }
}

function typeOf(operation: Operation, parts: readonly Typed[], place: Place): FormulaType {
  const found = operation.typeOf(parts.map((one) => ({ type: one.type, literal: literalOf(one) })))
  if (typeof found === 'string') return found
  const part = parts[found.argument]
  return fail(found.code, part ?? place, { found: part?.type, expected: found.expected })
}

function literalOf(part: Typed): FormulaValue | undefined {
  return part.kind === 'literal' ? part.value : undefined
}

function formulaOf(root: Typed): Formula {
  const paths = new Map<string, readonly string[]>()
  let usesToday = false
  walk(root, (part) => {
    if (part.kind === 'field') paths.set(part.path.join('.'), part.path)
    if (part.kind === 'today') usesToday = true
  })
  return {
    type: root.type,
    uses: [...paths.values()],
    usesToday,
    size: root.size,
    sql: (source) => sqlOf(root, source),
    value: (source) => valueFrom(root, source),
  }
}

function walk(part: Typed, visit: (part: Typed) => void): void {
  visit(part)
  if (part.kind === 'operation') for (const one of part.args) walk(one, visit)
}

function sqlOf(part: Typed, source: SqlSource): Sql {
  switch (part.kind) {
    case 'literal':
      return literalSql(part.value)
    case 'today':
      return sql`${source.today}::date`
    case 'field':
      return source.field(part.path)
    case 'operation':
      return part.operation.sql(
        part.args.map((one) => sqlOf(one, source)),
        part.args.map((one) => one.type),
      )
  }
}

function literalSql(value: FormulaValue): Sql {
  if (value === null || typeof value === 'string') return sql`${value}::text`
  return typeof value === 'boolean' ? raw(String(value)) : raw(`${value.toFixed()}::numeric`)
}

function valueFrom(part: Typed, source: ValueSource): FormulaValue {
  switch (part.kind) {
    case 'literal':
      return part.value
    case 'today':
      return source.today
    case 'field':
      return source.field(part.path)
    case 'operation': {
      const { operation } = part
      const values = part.args.map((one) => valueFrom(one, source))
      if (!operation.seesNothing && values.includes(null)) return null
      return operation.value(
        values,
        part.args.map((one) => one.type),
      )
    }
  }
}

import { Decimal } from 'decimal.js'
import { join, raw, type Sql, sql } from '../sql.ts'
import { type Argument, anyNumber, type Mismatch, mismatch, type Operation, unlike } from './operation.ts'
import { commonOf, type FormulaType, type FormulaValue, isNumber, textIn } from './value.ts'

/** Below zero when the first comes before the second, zero when they are equal. */
function compared(a: FormulaValue, b: FormulaValue): number {
  if (a instanceof Decimal && b instanceof Decimal) return a.comparedTo(b)
  if (a === b) return 0
  return textIn(a) < textIn(b) ? -1 : 1
}

function comparison(name: string, holds: (order: number) => boolean, ordered: boolean): Operation {
  return {
    name,
    takes: [2, 2],
    typeOf(args) {
      const nothing = args.findIndex(({ literal }) => literal === null)
      if (nothing >= 0) return { argument: nothing, code: 'compared_with_nothing' }
      const type = commonOf(args.map((one) => one.type))
      if (type === undefined) return { argument: 1, code: 'types_differ' }
      return !ordered || type === 'date' || isNumber(type) ? 'boolean' : { argument: 0, code: 'not_ordered' }
    },
    sql: ([a, b]) => sql`(${a} ${raw(name)} ${b})`,
    value: ([a = null, b = null]) => holds(compared(a, b)),
  }
}

function booleans(args: readonly Argument[]): FormulaType | Mismatch {
  return unlike(args, 'boolean', (type) => type === 'boolean') ?? 'boolean'
}

/** Of three values: nothing is not known, and `decisive` settles the question by itself. */
function junction(name: 'and' | 'or', decisive: boolean): Operation {
  return {
    name,
    takes: [2, 2],
    seesNothing: true,
    typeOf: booleans,
    sql: ([a, b]) => sql`(${a} ${raw(name)} ${b})`,
    value: (args) => (args.includes(decisive) ? decisive : args.includes(null) ? null : !decisive),
  }
}

const choose: Operation = {
  name: 'if',
  takes: [2, 3],
  seesNothing: true,
  typeOf([condition, ...results]) {
    if (condition?.type !== 'boolean') return mismatch(0, 'boolean')
    return commonOf(results.map((one) => one.type)) ?? { argument: 2, code: 'types_differ' }
  },
  sql: ([condition, then, otherwise]) =>
    sql`(case when ${condition} then ${then}${otherwise ? sql` else ${otherwise}` : raw('')} end)`,
  value: ([condition, then = null, otherwise = null]) => (condition === true ? then : otherwise),
}

/** The first of them that is not nothing. */
const coalesce: Operation = {
  name: 'coalesce',
  takes: [2, anyNumber],
  seesNothing: true,
  typeOf: (args) => commonOf(args.map((one) => one.type)) ?? { argument: differing(args), code: 'types_differ' },
  sql: (args) => sql`coalesce(${join(args)})`,
  value: (args) => args.find((one) => one !== null) ?? null,
}

function differing(args: readonly Argument[]): number {
  return args.findIndex((_, index) => commonOf(args.slice(0, index + 1).map((one) => one.type)) === undefined)
}

const blank: Operation = {
  name: 'blank',
  takes: [1, 1],
  seesNothing: true,
  typeOf: () => 'boolean',
  sql: ([a]: readonly Sql[]) => sql`(${a} is null)`,
  value: ([a]) => a === null,
}

export const logicOperations: readonly Operation[] = [
  comparison('=', (order) => order === 0, false),
  comparison('<>', (order) => order !== 0, false),
  comparison('<', (order) => order < 0, true),
  comparison('<=', (order) => order <= 0, true),
  comparison('>', (order) => order > 0, true),
  comparison('>=', (order) => order >= 0, true),
  junction('and', false),
  junction('or', true),
  { name: 'not', takes: [1, 1], typeOf: booleans, sql: ([a]) => sql`(not ${a})`, value: ([a]) => a === false },
  choose,
  coalesce,
  blank,
]

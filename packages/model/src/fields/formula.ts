import {
  type Derived,
  type DerivingReader,
  declare,
  type Field,
  type FieldType,
  type Surroundings,
} from '../field-type.ts'
import { compileFormula, type Formula, type FormulaField } from '../formula/compile.ts'
import { outcomeSql } from '../formula/outcome.ts'
import type { FieldProblemCode } from '../formula/problem.ts'
import type { FormulaType } from '../formula/value.ts'
import { literal, type Sql, sql } from '../sql.ts'
import { booleanType } from './boolean.ts'
import { dateType } from './date.ts'
import { decimalType } from './decimal.ts'
import { face, innerAlias, onlyToShow } from './derived-face.ts'
import { integerType } from './integer.ts'
import { moneyType } from './money.ts'
import { percentType } from './percent.ts'
import { textType } from './text.ts'

/** References that a path may follow, one after another. */
const mostSteps = 3

const results: Readonly<Record<FormulaType, FieldType>> = {
  integer: face(integerType, 'formula'),
  decimal: face(decimalType, 'formula'),
  percent: face(percentType, 'formula'),
  money: face(moneyType, 'formula'),
  text: face(textType, 'formula'),
  boolean: face(booleanType, 'formula'),
  date: face(dateType, 'formula'),
}

/** The type of field that the value of a formula is shown, compared and exported as. */
export function formulaResultType(type: FormulaType): FieldType {
  return results[type]
}

/**
 * A value worked out of other fields of the record and of those it refers to, whenever it is read. Option: `formula`,
 * see docs/formulas.md. It is of the type that comes out: a whole or decimal number, percent, money in the base
 * currency, text, yes or no, a day; and is shown, compared, sorted, summed and exported as fields of that type are. What
 * the reader may not see of referred records is nothing to it. Nobody writes it.
 */
export const formulaType: FieldType = {
  ...face(textType, 'formula'),
  label: { en: 'Formula', es: 'Fórmula', et: 'Valem' },
  derive,
}

export const formula = declare(formulaType)

/** What stands at the end of a path, and the fields that lie on the way. */
interface Found extends FormulaField {
  readonly field: Field
  /** As 'object.field'. */
  readonly passed: readonly string[]
}

function derive({ options, name }: Field, surroundings: Surroundings): Derived {
  const found = new Map<string, Found>()
  const compiled = compileFormula(options.formula ?? '', {
    fieldAt(path) {
      const one = follow(surroundings, surroundings.object, path, mostSteps)
      if (typeof one !== 'string') found.set(path.join('.'), one)
      return one
    },
  })
  if (!compiled.ok) return compiled
  const { formula } = compiled
  const used = [...found.values()]
  const onlyShown = used.some(({ field }) => field.derivation?.onlyShown === true)
  return {
    ok: true,
    type: onlyShown ? onlyToShow(results[formula.type]) : results[formula.type],
    derivation: {
      uses: [...new Set(used.flatMap(({ field, passed }) => [...passed, ...toldBy(field)]))],
      size: formula.size,
      onlyShown,
      stored: false,
      columns: (alias, reader) => columnsOf(formula, { ...surroundings, name }, alias, reader),
    },
  }
}

/** What a field gives away besides itself. */
function toldBy({ derivation, options }: Field): readonly string[] {
  return [...(derivation?.uses ?? []), ...(options.tells ?? [])]
}

function follow(
  surroundings: Surroundings,
  object: string,
  [name = '', ...rest]: readonly string[],
  steps: number,
): Found | FieldProblemCode {
  const field = surroundings.field(object, name)
  if (typeof field === 'string') return field
  if (field.problem) return field.problem.code === 'circular' ? 'circular' : 'broken_field'
  const here = `${object}.${name}`
  if (rest.length === 0) {
    const type = field.type.inFormulas?.type
    return type ? { type, field, passed: [here], size: field.derivation?.size } : 'unusable_field'
  }
  const target = field.type.refers === 'one' ? field.options.object : undefined
  if (target === undefined || steps === 0) return 'unknown_field'
  const further = follow(surroundings, target, rest, steps - 1)
  return typeof further === 'string' ? further : { ...further, passed: [here, ...further.passed] }
}

function columnsOf(
  formula: Formula,
  surroundings: Surroundings & { readonly name: string },
  alias: string,
  reader: DerivingReader,
): readonly Sql[] {
  const value = formula.sql({
    today: reader.today,
    field: (path) => valueAt(surroundings, surroundings.object, path, alias, reader),
  })
  const outcome = outcomeSql(formula.type, value, reader.currency)
  return formula.type === 'money' ? [outcome, literal(reader.currency), outcome] : [outcome]
}

/** The value of a path: of the record itself, or looked up in those it leads to, each under the reader's rights. */
function valueAt(
  surroundings: Surroundings,
  object: string,
  [name = '', ...rest]: readonly string[],
  alias: string,
  reader: DerivingReader,
): Sql {
  const field = surroundings.field(object, name)
  if (typeof field === 'string') throw new Error(`${object}.${name} is gone`)
  const columns = reader.columns(object, name, alias)
  if (rest.length === 0) return field.type.inFormulas?.sql?.(columns, reader) ?? sql`${columns[0]}`
  const target = field.options.object ?? ''
  const inner = innerAlias(alias)
  const { from, where } = reader.rows(target, inner)
  const value = valueAt(surroundings, target, rest, inner, reader)
  return sql`(select ${value} from ${from} where ${where} and ${reader.columns(target, 'id', inner)[0]} = ${columns[0]})`
}

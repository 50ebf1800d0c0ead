import {
  type Derived,
  type DerivingReader,
  declare,
  type Field,
  type FieldType,
  type RollUp,
  type Surroundings,
} from '../field-type.ts'
import { raw, type Sql, sql } from '../sql.ts'
import { aggregatedType, keptAggregate } from './aggregated-type.ts'
import { face, innerAlias, onlyToShow } from './derived-face.ts'
import { integerType } from './integer.ts'
import { filterUses, pickField, RollUpError } from './roll-up-filter.ts'

/**
 * What the records that point to this one come to: how many, or the sum, average, least or greatest of one of their
 * fields. Option: `rollUp`. Worked out at reading it tells of the records that the reader may see, for rows that are shown;
 * kept it tells of all, sorts and filters, and is there for those who may read all of them (docs/decisions/0011).
 */
export const rollUpType: FieldType = {
  ...face(integerType, 'rollUp'),
  label: { en: 'Roll-up', es: 'Resumen de relacionados', et: 'Koondväli' },
  derive,
}

export const rollUp = declare(rollUpType)

/** A roll-up whose words have been checked. */
interface Checked {
  readonly rollUp: RollUp
  /** The object whose records it tells of, and their reference to this one. */
  readonly child: string
  readonly reference: string
  readonly measured?: Field
  /** The fields that it is made of, as 'object.field'. */
  readonly uses: readonly string[]
}

function derive({ options }: Field, surroundings: Surroundings): Derived {
  try {
    return derived(checked(options.rollUp, surroundings), options.filling === true)
  } catch (error) {
    if (error instanceof RollUpError) return { ok: false, problem: error.problem }
    throw error
  }
}

function checked(options: RollUp | undefined, surroundings: Surroundings): Checked {
  if (!options) throw new RollUpError('unknown_field', '')
  const [child = '', reference = ''] = options.of.split('.')
  const kept = options.kept === true
  const { type, options: pointing } = pickField(surroundings, child, reference, kept)
  // What is kept follows the one record that another points to; of several it would follow too many.
  const usable = type.refers === 'one' || (type.refers === 'several' && !kept)
  if (!usable || pointing.object !== surroundings.object) throw new RollUpError('unusable_field', options.of)
  const uses = [options.of, ...(options.filter ? filterUses(surroundings, child, options.filter, kept) : [])]
  if (options.measure === 'count') return { rollUp: options, child, reference, uses }
  const measured = pickField(surroundings, child, options.field ?? '', kept)
  if (!measured.type.aggregates.includes(options.measure))
    throw new RollUpError('unusable_field', `${child}.${measured.name}`)
  const told = [...(measured.derivation?.uses ?? []), ...(measured.options.tells ?? [])]
  return { rollUp: options, child, reference, measured, uses: [...uses, `${child}.${measured.name}`, ...told] }
}

function derived(one: Checked, filling: boolean): Derived {
  const { rollUp, child, uses } = one
  const kept = rollUp.kept === true
  const stored = kept && !filling
  const result = resultOf(one)
  return {
    ok: true,
    type: stored ? result : onlyToShow(result),
    derivation: {
      uses: [...new Set(uses)],
      size: ownSize,
      onlyShown: !stored,
      stored,
      ...(kept ? { keptOver: child, none: (currency) => noneOf(rollUp, result, currency) } : {}),
      columns: (alias, reader) => columnsOf(one, alias, reader),
    },
  }
}

/** What one weighs in a formula: a look at other records costs more than a sum. */
const ownSize = 10

function resultOf({ rollUp, measured }: Checked): FieldType {
  return face(aggregatedType(rollUp.measure, measured?.type), 'rollUp')
}

/** How many there are of none, and what they come to, in the form of the result's JSON. */
function noneOf({ measure }: RollUp, { result }: FieldType, currency: string): unknown {
  if (measure !== 'count' && measure !== 'sum') return null
  if (result === 'money') return { minor: 0, currency }
  return result === 'decimal' ? '0' : 0
}

function columnsOf(one: Checked, alias: string, reader: DerivingReader): readonly Sql[] {
  const type = resultOf(one)
  const value = amountOf(one, alias, reader)
  const order = type.orderColumn ?? 0
  // Of an amount the order column is its worth in the base currency; that is what can be added.
  return type.result === 'money'
    ? [value, sql`${reader.currency}::char(3)`, value]
    : type.columns.map((_, index) => (index === order ? value : raw('null')))
}

const functions: Readonly<Record<RollUp['measure'], (column: Sql) => Sql>> = {
  count: () => raw('count(*)'),
  // Of no records the sum is zero; an average, a least or a greatest there is not.
  sum: (column) => sql`coalesce(sum(${column}), 0)`,
  average: (column) => sql`avg(${column})`,
  min: (column) => sql`min(${column})`,
  max: (column) => sql`max(${column})`,
}

function amountOf(one: Checked, alias: string, reader: DerivingReader): Sql {
  const { rollUp, child, reference, measured } = one
  const inner = innerAlias(alias)
  const { from, where } = reader.rows(child, inner)
  const filter = rollUp.filter ? reader.filter(child, rollUp.filter, inner) : raw('true')
  if (!filter) return raw('null')
  const column = measured ? reader.columns(child, measured.name, inner)[measured.type.orderColumn ?? 0] : undefined
  return keptAggregate(
    resultOf(one),
    sql`(select ${functions[rollUp.measure](column ?? raw('null'))} from ${from} where ${where}
      and ${reader.refersTo(child, reference, inner, sql`${raw(alias)}.id`)} and ${filter})`,
  )
}

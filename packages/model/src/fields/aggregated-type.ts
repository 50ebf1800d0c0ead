import type { Aggregate, FieldType } from '../field-type.ts'
import { keptSql } from '../formula/outcome.ts'
import type { Sql } from '../sql.ts'
import { decimalType } from './decimal.ts'
import { integerType } from './integer.ts'

/** Whose average is of their own kind: an average amount is an amount. */
const ownAverage: ReadonlySet<string> = new Set(['money', 'percent', 'duration'])

/** Of what type an aggregate of a field is: a count whole, an average of plain numbers decimal, all else the field's. */
export function aggregatedType(how: Aggregate | 'count', measured: FieldType | undefined): FieldType {
  if (!measured || how === 'count') return ofNumber(integerType)
  const plain = how === 'average' && !ownAverage.has(measured.result ?? measured.kind)
  return plain ? ofNumber(decimalType) : measured
}

/** Used through the common face: nobody gives an aggregate a value. */
function ofNumber<V>(type: FieldType<V>): FieldType {
  return type as unknown as FieldType
}

/**
 * An aggregate as its type is kept. Sums grow beyond what their parts are kept in, averages beyond their places: decimals
 * are rounded to six, percents to four, amounts and durations to whole units; what is too great is nothing.
 */
export function keptAggregate(type: FieldType, value: Sql): Sql {
  const column = type.columns[type.orderColumn ?? 0]?.type
  if (column === 'bigint') return keptSql('integer', value)
  return column === 'numeric' ? keptSql((type.result ?? type.kind) === 'percent' ? 'percent' : 'decimal', value) : value
}

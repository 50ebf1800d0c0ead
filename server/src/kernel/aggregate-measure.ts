import { type Aggregate, aggregatedType, type FieldType, keptAggregate, raw, type Sql, sql } from '@tendero/model'
import { orderColumn } from './expression.ts'
import { Failure } from './failure.ts'
import type { PlacedField } from './joined-fields.ts'

/** How figures of groups become one of all of them. */
type Folding = 'sum' | 'min' | 'max'

/** One of the figures that a measure is made of: an average is a sum and a count. */
interface MeasurePart {
  /** The aggregate over records. */
  readonly ofRecords: (filter: Sql) => Sql
  readonly folding: Folding
}

/** A measure that can be taken of records, and of groups of groups without another look at them. */
export interface Measure {
  readonly type: FieldType
  readonly parts: readonly MeasurePart[]
  /** The measure of its folded parts. */
  value(folded: readonly Sql[]): Sql
}

/**
 * How many records, or the sum, average, least or greatest of one of their fields.
 * @throws Failure 422 `invalid_aggregate` for a field of which there is no such aggregate
 */
export function measureOf(how: Aggregate | 'count', placed: PlacedField | undefined): Measure {
  if (how === 'count') return counted
  if (!placed?.field.type.aggregates.includes(how))
    throw new Failure(422, 'invalid_aggregate', { details: { measure: `${how}:${placed?.field.name ?? ''}` } })
  const column = orderColumn(placed.field, placed.alias)
  const type = aggregatedType(how, placed.field.type)
  const kept = (value: Sql) => keptAggregate(type, value)
  const part = (name: Folding | 'count', folding: Folding): MeasurePart => ({
    ofRecords: (filter) => sql`${raw(name)}(${column})${filter}`,
    folding,
  })
  switch (how) {
    case 'sum':
      return { type, parts: [part('sum', 'sum')], value: ([sum]) => kept(sql`coalesce(${sum}, 0)`) }
    case 'average':
      return {
        type,
        parts: [part('sum', 'sum'), part('count', 'sum')],
        value: ([sum, count]) => kept(sql`${sum} / nullif(${count}, 0)`),
      }
    case 'min':
    case 'max':
      return { type, parts: [part(how, how)], value: ([extreme]) => sql`${extreme}` }
  }
}

const counted: Measure = {
  type: aggregatedType('count', undefined),
  parts: [{ ofRecords: (filter) => sql`count(*)${filter}`, folding: 'sum' }],
  value: ([count]) => sql`coalesce(${count}, 0)::bigint`,
}

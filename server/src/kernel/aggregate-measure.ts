import {
  aggregatedType,
  type FieldType,
  keptAggregate,
  type ReportAggregate,
  raw,
  reportAggregatesOf,
  type Sql,
  sql,
} from '@tendero/model'
import { orderColumn } from './expression.ts'
import { Failure } from './failure.ts'
import type { PlacedField } from './joined-fields.ts'

/** How figures of groups become one of all of them: the call of an aggregate. */
export type Folding = (figure: Sql) => Sql

const added: Folding = (figure) => sql`sum(${figure})`
/** Lists as text, which can be joined as often as one likes without being read. */
const joined: Folding = (figure) => sql`string_agg(${figure}, ',')`

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
 * How many records, or the sum, average, least, greatest, median or number of different values of one of their fields.
 * @throws Failure 422 `invalid_aggregate` for a field of which there is no such aggregate
 */
export function measureOf(how: ReportAggregate | 'count', placed: PlacedField | undefined): Measure {
  if (how === 'count') return counted
  if (!placed || !reportAggregatesOf(placed.field.type).includes(how))
    throw new Failure(422, 'invalid_aggregate', { details: { measure: `${how}:${placed?.field.name ?? ''}` } })
  const column = orderColumn(placed.field, placed.alias)
  if (how === 'distinct') return distinctOf(column)
  const type = aggregatedType(how === 'median' ? 'average' : how, placed.field.type)
  const kept = (value: Sql) => keptAggregate(type, value)
  const part = (name: string, folding: Folding): MeasurePart => ({
    ofRecords: (filter) => sql`${raw(name)}(${column})${filter}`,
    folding,
  })
  switch (how) {
    case 'sum':
      return { type, parts: [part('sum', added)], value: ([sum]) => kept(sql`coalesce(${sum}, 0)`) }
    case 'average':
      return {
        type,
        parts: [part('sum', added), part('count', added)],
        value: ([sum, count]) => kept(sql`${sum} / nullif(${count}, 0)`),
      }
    case 'min':
    case 'max':
      return {
        type,
        parts: [part(how, (figure) => sql`${raw(how)}(${figure})`)],
        value: ([extreme]) => sql`${extreme}`,
      }
    case 'median':
      return {
        type,
        parts: [{ ofRecords: (filter) => sql`string_agg((${column})::text, ',')${filter}`, folding: joined }],
        value: ([values]) => kept(sql`(${medianOf(values ?? raw('null'))})`),
      }
  }
}

/** Exact, where `percentile_cont` would count in floating point: the lower and the upper of the middle, halved. */
function medianOf(values: Sql): Sql {
  return sql`select (percentile_disc(0.5) within group (order by l.v) + percentile_disc(0.5) within group (order by l.v desc)) / 2
    from (select unnest(string_to_array(${values}, ','))::numeric as v) l`
}

/** Values by their digests: any text among them is as long as every other, and has no comma. */
function distinctOf(column: Sql): Measure {
  return {
    type: aggregatedType('count', undefined),
    parts: [{ ofRecords: (filter) => sql`string_agg(distinct md5((${column})::text), ',')${filter}`, folding: joined }],
    value: ([digests]) => sql`(select count(distinct l.v) from unnest(string_to_array(${digests}, ',')) l (v))`,
  }
}

const counted: Measure = {
  type: aggregatedType('count', undefined),
  parts: [{ ofRecords: (filter) => sql`count(*)${filter}`, folding: added }],
  value: ([count]) => sql`coalesce(${count}, 0)::bigint`,
}

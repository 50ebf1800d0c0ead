import {
  and,
  columnNames,
  type FiscalPeriod,
  type ObjectType,
  raw,
  rollUpCategories,
  type Sql,
  sql,
} from '@tendero/model'
import { type Reading, visible } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import type { CategorySum } from './roll-up.ts'

export function objectIn({ model }: Pick<Reading, 'model'>, name: string): ObjectType {
  const object = model.objects.get(name)
  if (!object) throw new Error(`there is no object ${name}`)
  return object
}

/** A column of the table of an object under an alias. */
export function columnOf(object: ObjectType, name: string, part = 0, alias = 't'): Sql {
  const field = object.fields.get(name)
  return field ? raw(`${alias}."${columnNames(field)[part]}"`) : raw('null')
}

/** Which column of a money field holds it in the base currency. */
export const inBase = 2

/** The deals of a period under `t` that the reader may see: won within it, or open and expected to close in it. */
export function dealsIn(reading: Reading, { startsOn, endsOn }: FiscalPeriod, status: 'won' | 'open'): Sql {
  const object = objectIn(reading, 'opportunity')
  const day = columnOf(object, status === 'won' ? 'closedOn' : 'closeOn')
  return and([
    visible(reading, object, 't', { sought: 'many' }),
    sql`${columnOf(object, 'status')} = ${status}`,
    sql`${day} between ${startsOn}::date and ${endsOn}::date`,
  ])
}

/** By whom deals are summed: two columns over `t` and what is joined to it. */
interface SummedBy {
  readonly person: Sql
  readonly team: Sql
  readonly join?: Sql
}

/** What the deals of a period come to by category, as far as the reader sees them. */
export async function sumsByCategory(
  reading: Reading,
  period: FiscalPeriod,
  { person, team, join = sql`` }: SummedBy,
): Promise<readonly CategorySum[]> {
  const object = objectIn(reading, 'opportunity')
  const sums = (status: 'won' | 'open', category: Sql) => sql`
    select ${person} as person, ${team} as team, ${category} as category,
      sum(coalesce(${columnOf(object, 'amount', inBase)}, 0))::bigint as amount, count(*)::int as count
    from ${readTable(object)} t ${join} where ${dealsIn(reading, period, status)} group by 1, 2, 3`
  const rows = await reading.tx.rows<CategorySum>(
    sql`${sums('won', sql`'closed'`)} union all ${sums('open', columnOf(object, 'forecastCategory'))}`,
  )
  return rows.filter(({ category }) => rollUpCategories.includes(category))
}

/** By who has them, and by the team of what is nobody's. */
export function categorySums(reading: Reading, period: FiscalPeriod): Promise<readonly CategorySum[]> {
  const object = objectIn(reading, 'opportunity')
  const [owner, team] = [columnOf(object, 'owner'), columnOf(object, 'team')]
  return sumsByCategory(reading, period, { person: owner, team: sql`case when ${owner} is null then ${team} end` })
}

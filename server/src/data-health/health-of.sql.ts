import {
  and,
  type HealthObject,
  join,
  literal,
  type RecordHealth,
  raw,
  type Sql,
  sql,
  type ViewHealth,
} from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import { notFound } from '../kernel/failure.ts'
import { matching, type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { healthScore } from './health-score.ts'
import { findingOf, listFilter, lookedAtSql, objectOf, type UsableRule, usableRules } from './usable-rules.ts'

/** How one record is, now, by what its reader may see. @throws Failure 404 */
export async function healthOfRecord(reading: Reading, object: HealthObject, id: string): Promise<RecordHealth> {
  const type = objectOf(reading.model, object)
  const rules = usableRules(reading, object)
  const [row] = await reading.tx.rows<{ within: boolean | null; found: string[] }>(sql`
    select ${lookedAtSql(reading, object)} as within,
      array_remove(array[${join(rules.map(({ name, found }) => sql`case when ${found} then ${literal(name)}::text end`))}]::text[], null) as found
    from ${readTable(type)} t where ${visible(reading, type, 't')} and t.id = ${id}`)
  if (!row) throw notFound()
  if (row.within !== true) return { score: null, findings: [] }
  const broken = rules.filter(({ name }) => row.found.includes(name)).sort((a, b) => b.weight - a.weight)
  const found = Object.fromEntries(broken.map(({ name }) => [name, 1]))
  return { score: healthScore(rules, found, 1), findings: broken.map(findingOf) }
}

/** A panel beside a list looks at no more. */
const mostInView = 100_000

/** How the records of a list are, as it was found last. */
export async function healthOfView(
  reading: Reading,
  object: HealthObject,
  query: { readonly filter?: unknown; readonly search?: string | undefined },
): Promise<ViewHealth> {
  const type = objectOf(reading.model, object)
  const rules = usableRules(reading, object, { kept: true })
  const within = { search: query.search, filter: query.filter as never }
  const source = sql`(select t.id, t.owner_id from ${readTable(type)} t
    where ${matching(reading, type, within)} limit ${raw(String(mostInView + 1))}) t`
  const [row] = await reading.tx.rows<CountRow>(sql`
    select ${countsOf(reading, object, rules)}, count(*)::int as looked
    from ${source} left join app.data_health h on ${keptOf(reading, object)}`)
  const { records, looked, ...counts } = row ?? { records: 0, looked: 0 }
  return {
    records,
    more: looked > mostInView,
    score: healthScore(rules, countsByRule(rules, counts), records),
    rules: counted(object, rules, counts),
  }
}

export interface CountRow extends Readonly<Record<string, number>> {
  readonly records: number
  readonly looked: number
}

/** What was found of the record under the alias `t`, as `h`. */
export function keptOf({ actor }: Reading, object: HealthObject): Sql {
  return and([sql`h.workspace_id = ${actor.workspaceId}`, sql`h.object = ${object}`, sql`h.record_id = t.id`])
}

/** Sums over `h`: the records, and for each rule those that it finds (c0, c1 …) and the reader's own of them (m0, m1 …). */
export function countsOf({ actor }: Reading, object: HealthObject, rules: readonly UsableRule[]): Sql {
  const seesOwner = mayUseField(actor, object, 'owner', 'read')
  const each = rules.flatMap(({ name }, index) => {
    const finds = sql`${literal(name)} = any(h.findings)`
    const own = seesOwner ? sql`${finds} and t.owner_id = ${actor.userId}` : sql`false`
    return [
      sql`count(*) filter (where ${finds})::int as ${raw(`c${index}`)}`,
      sql`count(*) filter (where ${own})::int as ${raw(`m${index}`)}`,
    ]
  })
  return join([sql`count(h.record_id)::int as records`, ...each])
}

export function countsByRule(
  rules: readonly UsableRule[],
  counts: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(rules.map(({ name }, index) => [name, counts[`c${index}`] ?? 0]))
}

/** The most found first, by their weight. */
export function counted(
  object: HealthObject,
  rules: readonly UsableRule[],
  counts: Readonly<Record<string, number>>,
): ViewHealth['rules'] {
  return rules
    .map((rule, index) => ({
      ...findingOf(rule),
      count: counts[`c${index}`] ?? 0,
      mine: counts[`m${index}`] ?? 0,
      filter: listFilter(object, rule),
    }))
    .sort((a, b) => b.count * b.weight - a.count * a.weight)
}

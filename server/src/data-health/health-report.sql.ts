import {
  and,
  type HealthGroup,
  type HealthObject,
  type HealthReport,
  join,
  literal,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { mayUseField, scopeOf } from '../kernel/actor.ts'
import { type Reading, referenceTitles, visible } from '../kernel/read-records.ts'
import { readTable, titleOf } from '../kernel/record-select.ts'
import { counted, countsByRule, countsOf, keptOf } from './health-of.sql.ts'
import { healthScore } from './health-score.ts'
import { objectOf, type UsableRule, usableRules } from './usable-rules.ts'
import { nobody } from './weeks.sql.ts'

/** Half a year. */
const mostWeeks = 26
const mostGroups = 500
const mostWorst = 20

/** How the records of an object are that the reader may see: by rule, owner and team, week by week, and the worst. */
export async function healthReport(reading: Reading, object: HealthObject): Promise<HealthReport> {
  const rules = usableRules(reading, object, { kept: true })
  const seesOwner = mayUseField(reading.actor, object, 'owner', 'read')
  const seesTeam = mayUseField(reading.actor, object, 'team', 'read')
  const [totals, owners, teams, weeks, worst, run] = await Promise.all([
    totalsOf(reading, object, rules),
    seesOwner ? groupsOf(reading, object, rules, 'owner') : [],
    seesTeam ? groupsOf(reading, object, rules, 'team') : [],
    weeksOf(reading, object, rules),
    worstOf(reading, object, rules),
    runOf(reading, object),
  ])
  return { object, ...totals, ...run, owners, teams, weeks, worst }
}

interface Counts extends Readonly<Record<string, number>> {
  readonly records: number
}

/** The kept findings of the records that the reader may see. */
function findingsOf(reading: Reading, object: HealthObject): Sql {
  const type = objectOf(reading.model, object)
  return sql`${readTable(type)} t join app.data_health h on ${keptOf(reading, object)} where ${visible(reading, type, 't')}`
}

async function totalsOf(reading: Reading, object: HealthObject, rules: readonly UsableRule[]) {
  const [row] = await reading.tx.rows<Counts>(
    sql`select ${countsOf(reading, object, rules)} from ${findingsOf(reading, object)}`,
  )
  const counts = row ?? { records: 0 }
  const score = healthScore(rules, countsByRule(rules, counts), counts.records)
  return { records: counts.records, score, rules: counted(object, rules, counts) }
}

async function groupsOf(
  reading: Reading,
  object: HealthObject,
  rules: readonly UsableRule[],
  by: 'owner' | 'team',
): Promise<readonly HealthGroup[]> {
  const key = raw(`t.${by}_id`)
  const rows = await reading.tx.rows<Counts & { readonly of: never }>(sql`
    select ${key} as of, ${countsOf(reading, object, rules)} from ${findingsOf(reading, object)}
    group by ${key} order by count(*) desc limit ${raw(String(mostGroups))}`)
  const ids = rows.map((row): string | null => row.of).filter((id) => id !== null)
  const titles = await referenceTitles(reading, objectOf(reading.model, by === 'owner' ? 'user' : 'team'), ids)
  return rows
    .map(({ of, ...counts }) => groupOf(rules, counts, of, titles))
    .sort((a, b) => (a.score ?? 100) - (b.score ?? 100))
}

function groupOf(
  rules: readonly UsableRule[],
  counts: Omit<Counts, 'of'>,
  id: string | null,
  titles: ReadonlyMap<string, string>,
): HealthGroup {
  const records = counts.records ?? 0
  const of = id === null ? null : { id, title: titles.get(id) ?? '' }
  return { of, records, score: healthScore(rules, countsByRule(rules, counts), records) }
}

/** Of the weeks there are only owners and teams: whoever sees less than those see no weeks of it. */
async function weeksOf(
  reading: Reading,
  object: HealthObject,
  rules: readonly UsableRule[],
): Promise<HealthReport['weeks']> {
  const { tx, actor } = reading
  const sums = rules.map(
    ({ name }, index) => sql`sum(coalesce((w.counts->>${literal(name)})::bigint, 0))::int as ${raw(`c${index}`)}`,
  )
  const rows = await tx.rows<Counts & { readonly week: never }>(sql`
    select w.week::text as week, ${join([sql`sum(w.records)::int as records`, ...sums])} from app.data_health_week w
    where ${and([sql`w.workspace_id = ${actor.workspaceId}`, sql`w.object = ${object}`, weeksSeen(reading, object)])}
    group by w.week order by w.week desc limit ${raw(String(mostWeeks))}`)
  return rows
    .map(({ week, ...counts }) => ({
      week,
      records: counts.records ?? 0,
      score: healthScore(rules, countsByRule(rules, counts), counts.records ?? 0),
    }))
    .reverse()
}

function weeksSeen({ actor }: Reading, object: HealthObject): Sql {
  const scope = scopeOf(actor, object, 'read')
  if (scope === 'all') return and([])
  if (scope === 'none') return sql`false`
  const own = sql`w.owner_id = ${actor.userId}`
  if (scope === 'own') return own
  const teams = scope === 'team' ? actor.teams : actor.teamsBelow
  return sql`(${own} or (w.team_id <> ${nobody}::uuid and w.team_id = any(${teams}::uuid[])))`
}

async function worstOf(
  reading: Reading,
  object: HealthObject,
  rules: readonly UsableRule[],
): Promise<HealthReport['worst']> {
  const type = objectOf(reading.model, object)
  if (rules.length === 0) return []
  const title = mayUseField(reading.actor, object, type.title, 'read') ? titleOf(reading.actor, type, 't') : sql`''`
  const lost = join(
    rules.map(
      ({ name, weight }) => sql`case when ${literal(name)} = any(h.findings) then ${raw(String(weight))} else 0 end`,
    ),
    ' + ',
  )
  const rows = await reading.tx.rows<{ id: string; title: string; findings: string[] }>(sql`
    select t.id, ${title} as title, h.findings from ${findingsOf(reading, object)} and h.findings <> '{}'
    order by ${lost} desc, t.id limit ${raw(String(mostWorst))}`)
  const known = new Set(rules.map(({ name }) => name))
  return rows.flatMap(({ id, title: words, findings }) => {
    const found = findings.filter((name) => known.has(name))
    const score = healthScore(rules, Object.fromEntries(found.map((name) => [name, 1])), 1)
    return found.length === 0 || score === null ? [] : [{ id, title: words, score, rules: found }]
  })
}

async function runOf(
  { tx, actor }: Reading,
  object: HealthObject,
): Promise<Pick<HealthReport, 'checkedAt' | 'running'>> {
  const [row] = await tx.rows<{ finished: string | null; done: number; total: number }>(sql`
    select to_json(r.finished_at) #>> '{}' as finished, r.done::int as done, r.total::int as total from app.data_health_run r
    where r.workspace_id = ${actor.workspaceId} and r.object = ${object}`)
  if (!row) return { checkedAt: null, running: null }
  return { checkedAt: row.finished, running: row.finished === null ? { done: row.done, total: row.total } : null }
}

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
import { readTable } from '../kernel/read-table.ts'
import { titleOf } from '../kernel/record-select.ts'
import { counted, countsByRule, keptOf } from './health-of.sql.ts'
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
  const [gathered, weeks, run] = await Promise.all([
    gatheredOf(reading, object),
    weeksOf(reading, object, rules),
    runOf(reading, object),
  ])
  const [owners, teams, worst] = await Promise.all([
    groupsOf(reading, object, { rules, gathered, by: 'owner' }),
    groupsOf(reading, object, { rules, gathered, by: 'team' }),
    worstOf(reading, object, rules, gathered),
  ])
  return { object, ...totalsOf(reading, object, rules, gathered), ...run, owners, teams, weeks, worst }
}

/** Records of which the same is found, of one owner and team. */
interface Gathered {
  readonly owner: string | null
  readonly team: string | null
  readonly findings: readonly string[]
  readonly records: number
}

/** The kept findings of the records that the reader may see. */
function findingsOf(reading: Reading, object: HealthObject): Sql {
  const type = objectOf(reading.model, object)
  return sql`${readTable(type)} t join app.data_health h on ${keptOf(reading, object)} where ${visible(reading, type, 't')}`
}

/** All of them in one pass: what is found of records repeats itself, so these are few. */
function gatheredOf(reading: Reading, object: HealthObject): Promise<Gathered[]> {
  const seen = (field: string): Sql =>
    mayUseField(reading.actor, object, field, 'read') ? raw(`t.${field}_id`) : sql`null::uuid`
  return reading.tx.rows<Gathered>(sql`
    select ${seen('owner')} as owner, ${seen('team')} as team, h.findings, count(*)::int as records
    from ${findingsOf(reading, object)} group by 1, 2, 3`)
}

interface Counts extends Readonly<Record<string, number>> {
  readonly records: number
}

/** As SQL counts them: c0, c1 … by rule, and m0, m1 … the reader's own among them. */
function countsIn(rules: readonly UsableRule[], rows: readonly Gathered[], reader = ''): Counts {
  const sum = (of: readonly Gathered[]): number => of.reduce((all, { records }) => all + records, 0)
  const each = rules.flatMap(({ name }, index) => {
    const found = rows.filter(({ findings }) => findings.includes(name))
    return [
      [`c${index}`, sum(found)],
      [`m${index}`, sum(found.filter(({ owner }) => owner === reader))],
    ]
  })
  return { ...Object.fromEntries(each), records: sum(rows) }
}

function totalsOf(
  { actor }: Reading,
  object: HealthObject,
  rules: readonly UsableRule[],
  gathered: readonly Gathered[],
): Pick<HealthReport, 'records' | 'score' | 'rules'> {
  const counts = countsIn(rules, gathered, actor.userId)
  const score = healthScore(rules, countsByRule(rules, counts), counts.records)
  return { records: counts.records, score, rules: counted(object, rules, counts) }
}

interface Grouping {
  readonly rules: readonly UsableRule[]
  readonly gathered: readonly Gathered[]
  readonly by: 'owner' | 'team'
}

/** By owner or team, the worst first; nothing where that is hidden. */
async function groupsOf(
  reading: Reading,
  object: HealthObject,
  { rules, gathered, by }: Grouping,
): Promise<readonly HealthGroup[]> {
  if (!mayUseField(reading.actor, object, by, 'read')) return []
  const parts = new Map<string | null, Gathered[]>()
  for (const row of gathered) {
    const known = parts.get(row[by])
    if (known) known.push(row)
    else parts.set(row[by], [row])
  }
  const ids = [...parts.keys()].filter((id) => id !== null)
  const titles = await referenceTitles(reading, objectOf(reading.model, by === 'owner' ? 'user' : 'team'), ids)
  return [...parts]
    .map(([id, rows]): HealthGroup => {
      const counts = countsIn(rules, rows)
      const of = id === null ? null : { id, title: titles.get(id) ?? '' }
      return { of, records: counts.records, score: healthScore(rules, countsByRule(rules, counts), counts.records) }
    })
    .sort((a, b) => (a.score ?? 100) - (b.score ?? 100))
    .slice(0, mostGroups)
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

/** Of what is found together, the worst first; of each a few, by the index of what is found. */
async function worstOf(
  reading: Reading,
  object: HealthObject,
  rules: readonly UsableRule[],
  gathered: readonly Gathered[],
): Promise<HealthReport['worst']> {
  const known = new Set(rules.map(({ name }) => name))
  const scored = [...new Map(gathered.map(({ findings }) => [findings.join(), findings])).values()]
    .map((findings) => ({ findings, rules: findings.filter((name) => known.has(name)) }))
    .flatMap((one) => {
      const score = healthScore(rules, Object.fromEntries(one.rules.map((name) => [name, 1])), 1)
      return score === null || one.rules.length === 0 ? [] : [{ ...one, score }]
    })
    .sort((a, b) => a.score - b.score)
    .slice(0, mostWorst)
  if (scored.length === 0) return []
  const type = objectOf(reading.model, object)
  const title = mayUseField(reading.actor, object, type.title, 'read') ? titleOf(reading.actor, type, 't') : sql`''`
  const pieces = scored.map(
    ({ findings }, index) => sql`(select t.id, ${title} as title, ${raw(String(index))} as place
      from ${findingsOf(reading, object)} and h.findings = ${findings}::text[] limit ${raw(String(mostWorst))})`,
  )
  const rows = await reading.tx.rows<{ id: string; title: string; place: number }>(sql`
    select * from (${join(pieces, ' union all ')}) w order by w.place, w.id limit ${raw(String(mostWorst))}`)
  return rows.flatMap(({ id, title: words, place }) => {
    const found = scored[place]
    return found ? [{ id, title: words, score: found.score, rules: found.rules }] : []
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

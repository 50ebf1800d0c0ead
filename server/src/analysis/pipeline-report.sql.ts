import {
  and,
  columnNames,
  dayIn,
  isDay,
  isId,
  type ObjectType,
  or,
  type PipelineReport,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { type Reading, readingFor, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { catalogueTitle, seesTitles } from '../kernel/record-select.ts'
import { stageBook } from '../sales/index.ts'
import { expectedUntil } from './expected-until.ts'
import { cohortsOf, monthsOf, type PipelineSum, quartersOf, reasonsOf, type Status, sharesOf } from './pipeline-sums.ts'
import { withoutHidden } from './without-hidden.ts'

/** Which deals a report is of; all when nothing is said. */
export interface PipelineQuery {
  readonly pipeline?: string
  /**
   * First and last day of closing, expected closing (`months`, see `expectedUntil`) and opening (`cohorts`). What is open
   * counts as it stands.
   */
  readonly from?: string
  readonly to?: string
  /** The team and those below it. */
  readonly team?: string
  readonly owner?: string
}

/** Deals that have these in common, summed; a section leaves those empty that it does not tell apart. */
interface Row {
  readonly section: 'share' | 'closing' | 'opening'
  readonly status: Status
  readonly stage: string | null
  readonly team: string | null
  readonly owner: string | null
  readonly reason: string | null
  readonly day: string | null
  readonly count: number
  readonly value: number
  readonly weighted: number
}

/**
 * The pipeline as the reader may see it: how many deals, and what they are worth in the base currency. One statement
 * of one moment, so that the sums of all parts agree. What is hidden from the reader is left out: see `withoutHidden`.
 */
export async function pipelineReport(reading: Reading, query: PipelineQuery): Promise<PipelineReport> {
  const { model, tx } = reading
  const rows = await tx.rows<Row>(reportStatement(reading, query))
  const by = (section: Row['section'], key: (row: Row) => string | null): readonly PipelineSum[] =>
    rows.filter((row) => row.section === section).map((row) => ({ ...row, key: key(row) }))
  const monthOf = ({ day }: Row) => day?.slice(0, 7) ?? null
  const closings = by('closing', monthOf)
  const report: PipelineReport = {
    currency: model.settings.baseCurrency,
    funnel: funnel(
      reading,
      query,
      by('share', (row) => row.stage),
    ),
    months: monthsOf(closings),
    expectedUntil: expectedTo(reading, query) ?? null,
    quarters: quartersOf(closings, model.settings.fiscalYearStart),
    teams: sharesOf(
      by('share', (row) => row.team),
      (id) => titleIn(reading, 'team', id),
    ),
    owners: sharesOf(
      by('share', (row) => row.owner),
      (id) => titleIn(reading, 'user', id),
    ),
    reasons: reasonsOf(
      by('share', (row) => row.reason),
      (id) => titleIn(reading, 'loss_reason', id),
    ),
    cohorts: cohortsOf(by('opening', monthOf)),
  }
  return withoutHidden(report, (field) => mayUseField(reading.actor, 'opportunity', field, 'read'))
}

function expectedTo({ model, now }: Reading, { to }: PipelineQuery): string | undefined {
  return expectedUntil(to, dayIn(model.settings.timeZone, now))
}

function opportunityIn({ model }: Reading): ObjectType {
  const object = model.objects.get('opportunity')
  if (!object) throw new Error('there are no opportunities')
  return object
}

function reportStatement(reading: Reading, query: PipelineQuery): Sql {
  const object = opportunityIn(reading)
  const column = (name: string, type: string, part = 0): Sql => {
    const field = object.fields.get(name)
    const seen = field && mayUseField(reading.actor, object.name, name, 'read')
    return seen ? raw(`t."${columnNames(field)[part]}"`) : raw(`null::${type}`)
  }
  const base = 2
  return sql`with d as materialized (
      select t.status, ${column('stage', 'uuid')} as stage, ${column('team', 'uuid')} as team, ${column('owner', 'uuid')} as owner,
        ${column('lossReason', 'uuid')} as reason, coalesce(${column('amount', 'bigint', base)}, 0) as value,
        coalesce(${column('expectedRevenue', 'bigint', base)}, 0) as weighted,
        ${column('openedOn', 'date')} as opened_on, ${column('closedOn', 'date')} as closed_on, ${column('closeOn', 'date')} as close_on
      from ${readTable(object)} t where ${and([visible(reading, object, 't'), ...wanted(reading, query)])})
    select 'share' as section, d.status, d.stage, d.team, d.owner, d.reason, null::date as day, ${figures}
    from d where ${or([sql`d.status = 'open'`, within('d.closed_on', query)])} group by 2, 3, 4, 5, 6
    union all select 'closing', d.status, null, null, null, null, d.closed_on, ${figures}
    from d where ${and([sql`d.status <> 'open'`, within('d.closed_on', query)])} group by 2, 7
    union all select 'closing', d.status, null, null, null, null, d.close_on, ${figures}
    from d where ${and([sql`d.status = 'open'`, within('d.close_on', { from: query.from, to: expectedTo(reading, query) })])} group by 2, 7
    union all select 'opening', d.status, null, null, null, null, d.opened_on, ${figures}
    from d where ${within('d.opened_on', query)} group by 2, 7`
}

const figures = sql`count(*) as count, sum(d.value)::bigint as value, sum(d.weighted)::bigint as weighted`

function within(day: string, { from, to }: Pick<PipelineQuery, 'from' | 'to'>): Sql {
  return and([...(from ? [sql`${raw(day)} >= ${from}::date`] : []), ...(to ? [sql`${raw(day)} <= ${to}::date`] : [])])
}

function wanted({ model, actor }: Reading, { pipeline, team, owner }: PipelineQuery): readonly Sql[] {
  const seen = (field: string) => mayUseField(actor, 'opportunity', field, 'read')
  return [
    ...(pipeline && seen('pipeline') ? [sql`t.pipeline_id = ${pipeline}`] : []),
    ...(team && seen('team') ? [sql`t.team_id = any(${teamAndBelow(model.catalogue.get('team'), team)}::uuid[])`] : []),
    ...(owner && seen('owner') ? [sql`t.owner_id = ${owner}`] : []),
  ]
}

type Teams = Reading['model']['catalogue'] extends ReadonlyMap<string, infer Rows> ? Rows : never

function teamAndBelow(teams: Teams | undefined, team: string): readonly string[] {
  const reached = [team]
  for (const above of reached)
    for (const row of teams?.values() ?? [])
      if (row.parent_id === above && row.deleted_at === null && !reached.includes(row.id)) reached.push(row.id)
  return reached
}

/** Every stage in its order, those without deals too; stages out of use only while deals are in them. */
function funnel(reading: Reading, { pipeline }: PipelineQuery, sums: readonly PipelineSum[]): PipelineReport['funnel'] {
  return stageBook(reading.model.catalogue)
    .stages.filter((stage) => !pipeline || stage.pipeline === pipeline)
    .map(({ id, category, probability, inUse }) => {
      const own = sums.filter((sum) => sum.key === id)
      const total = (figure: 'count' | 'value' | 'weighted') => own.reduce((sum, one) => sum + one[figure], 0)
      const figures = { count: total('count'), value: total('value'), weighted: total('weighted') }
      return {
        inUse,
        stage: { stage: id, title: titleIn(reading, 'stage', id) ?? '', category, probability, ...figures },
      }
    })
    .filter(({ inUse, stage }) => inUse || stage.count > 0)
    .map(({ stage }) => stage)
}

function titleIn({ model, actor }: Reading, name: string, id: string): string | null {
  const object = model.objects.get(name)
  const row = model.catalogue.get(name)?.get(id)
  return object && row && seesTitles(actor, object) ? catalogueTitle(actor, object, row) : null
}

type Parameters = Readonly<Record<string, string | undefined>>

/** @throws Failure 422 `invalid_query` with the parameter that is wrong */
function queryOf(parameters: Parameters, me: string): PipelineQuery {
  const checked = (name: string, good: (value: string) => boolean): string | undefined => {
    const value = parameters[name] || undefined
    if (value !== undefined && !good(value)) throw new Failure(422, 'invalid_query', { details: { parameter: name } })
    return value
  }
  const owner = parameters.owner === 'me' ? me : checked('owner', isId)
  const [from, to] = [checked('from', isDay), checked('to', isDay)]
  return { pipeline: checked('pipeline', isId), team: checked('team', isId), from, to, owner }
}

export const pipelineReportEndpoint: Endpoint = endpoint({
  method: 'GET',
  path: '/reports/pipeline',
  heavy: true,
  summary:
    'The pipeline: funnel, value by month and quarter, by team and person, reasons for losing, cohorts by month of opening. `from` and `to` bound the days of closing, expected closing and opening; what is open counts as it stands, and by month as far as twelve ahead when the period reaches today. Amounts are in minor units of the base currency, null where the role does not see them; groups by a field that it does not see are empty. `pipeline`, `team` (with those below) and `owner` (or `me`) narrow it.',
  handle({ kernel, caller, query }) {
    const object = caller.model.objects.get('opportunity')
    if (object) requireVerb(caller.actor, object, 'read')
    const asked = queryOf(query, caller.actor.userId)
    return kernel.database.read(caller.actor.workspaceId, (tx) => pipelineReport(readingFor(kernel, caller, tx), asked))
  },
})

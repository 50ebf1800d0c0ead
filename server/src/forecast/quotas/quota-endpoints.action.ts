import {
  type AdjustmentWish,
  addDays,
  adjustedCategories,
  type FiscalPeriod,
  type ForecastRollUp,
  type ForecastSubmission,
  fiscalPeriod,
  fiscalPeriodKinds,
  isDay,
  isFiscalPeriodStart,
  isId,
  type PipelineChanges,
  type RollUpRow,
  rollUpCategories,
  type SubmissionWish,
  type SubmittedForecast,
  sql,
} from '@tendero/model'
import { z } from 'zod'
import { acceptBody, day, recordId } from '../../kernel/accept-body.ts'
import { write } from '../../kernel/action.ts'
import type { Caller } from '../../kernel/caller.ts'
import { type Endpoint, endpoint } from '../../kernel/endpoint.ts'
import { forbidden, invalid, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/identity.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Reading, readingFor, referenceTitles } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { nowIn } from '../../kernel/workspace-model.ts'
import { stateOn } from '../learned/deal-past.ts'
import { dayNumber } from '../learned/months.ts'
import { requireForecast, seenForecast, todayIn, wrong } from '../read-forecast.sql.ts'
import { adjustmentsOf, insertAdjustment } from './adjustments.sql.ts'
import { pipelineChanges } from './pipeline-changes.ts'
import {
  columnOf,
  dealsIn,
  isOwnJudgement,
  madeOf,
  objectIn,
  periodIn,
  readRollUp,
  requireRollUp,
  seesWhole,
} from './read-roll-up.sql.ts'
import { insertSubmission, type SubmittedDeal, submissionAt, submissionFace, submissionsOf } from './submissions.sql.ts'

const subject = {
  period: z.enum(fiscalPeriodKinds),
  startsOn: day,
  kind: z.enum(['team', 'person']),
  subject: recordId,
}
/** Minor units; far more than anything is worth. */
const most = 1_000_000_000_000_000

const adjustment = z.strictObject({
  ...subject,
  category: z.enum(adjustedCategories),
  amount: z.number().int().min(-most).max(most),
  reason: z.string().trim().min(1).max(1_000),
})

const submission = z.strictObject({ ...subject, note: z.string().trim().max(4_000).optional() })

type Query = Readonly<Record<string, string | undefined>>

/** @throws Failure 422 `no_period_begins` at `startsOn` */
function periodOf({ model }: Caller, { period, startsOn }: Pick<SubmissionWish, 'period' | 'startsOn'>): FiscalPeriod {
  const { fiscalYearStart } = model.settings
  if (!isFiscalPeriodStart(period, startsOn, fiscalYearStart)) throw invalid({ startsOn: { code: 'no_period_begins' } })
  return fiscalPeriod(period, startsOn, fiscalYearStart)
}

/** Whose: `person` or `team`, an id. @throws Failure 422 `invalid_query` */
function subjectIn(query: Query): { readonly kind: 'team' | 'person'; readonly id: string } {
  const kind = query.team === undefined ? 'person' : 'team'
  const id = query[kind]
  if (!isId(id) || (query.team !== undefined && query.person !== undefined)) throw wrong(kind)
  return { kind, id }
}

/** @throws Failure 404 for a subject of whose deals the reader does not see all */
function rowOf(reading: Reading, { rows }: ForecastRollUp, kind: RollUpRow['kind'], id: string): RollUpRow {
  const row = rows.find((one) => one.kind === kind && one.id === id)
  if (!row || !seesWhole(reading, row)) throw notFound()
  return row
}

/** Says that a category comes to more or less than the deals tell. @throws Failure 403 of somebody else's, 404, 422 */
async function adjust(kernel: Kernel, caller: Caller, wish: AdjustmentWish): Promise<ForecastRollUp> {
  const period = periodOf(caller, wish)
  const { actor, model } = caller
  await write(kernel, caller, async (ctx) => {
    const reading = readingFor(kernel, caller, ctx.tx)
    const row = rowOf(reading, await readRollUp(reading, period), wish.kind, wish.subject)
    if (!row.may) throw forbidden({ object: 'quota' })
    const own = isOwnJudgement(caller, { kind: wish.kind, id: wish.subject })
    insertAdjustment(ctx.tx, { ...wish, id: newId(), own, by: actor.userId, at: nowIn(kernel, model) })
  })
  return kernel.database.read(actor.workspaceId, (tx) => readRollUp(readingFor(kernel, caller, tx), period))
}

/** How many deals of a submission are kept, those that are worth most. */
const mostDeals = 2_000

/** Keeps the figures of a person or a team as they are now, with the deals that they are made of. */
async function submit(kernel: Kernel, caller: Caller, wish: SubmissionWish): Promise<ForecastSubmission> {
  const period = periodOf(caller, wish)
  const { actor, model } = caller
  return write(kernel, caller, async (ctx) => {
    const reading = readingFor(kernel, caller, ctx.tx)
    const rollUp = await readRollUp(reading, period)
    const row = rowOf(reading, rollUp, wish.kind, wish.subject)
    if (!row.may) throw forbidden({ object: 'quota' })
    const listed = await dealsOf(reading, period, madeOf(rollUp.rows, { kind: wish.kind, id: wish.subject }))
    const count = rollUpCategories.reduce((sum, category) => sum + row.figures[category].count, 0)
    const { commit, closed, most_likely, best_case, pipeline } = row.figures
    const stored = {
      id: newId(),
      kind: wish.kind,
      subject: wish.subject,
      period: period.kind,
      startsOn: period.startsOn,
      figures: {
        closed: closed.amount,
        commit: commit.amount,
        most_likely: most_likely.amount,
        best_case: best_case.amount,
        pipeline: pipeline.amount,
        quota: row.quota?.amount ?? null,
      },
      deals: { listed, more: Math.max(0, count - listed.length) },
      note: wish.note ?? '',
      by: actor.userId,
      at: nowIn(kernel, model),
    }
    insertSubmission(ctx.tx, stored)
    return submissionFace(reading, stored)
  })
}

/** The deals of people, and those of teams that are nobody's, within a period, as they are. */
function dealsOf(
  reading: Reading,
  period: FiscalPeriod,
  { people, teams }: ReturnType<typeof madeOf>,
): Promise<readonly SubmittedDeal[]> {
  const object = objectIn(reading, 'opportunity')
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const part = (status: 'won' | 'open') => sql`
    select t.id, ${column('name')} as title, ${status === 'won' ? sql`'closed'` : column('forecastCategory')} as category,
      coalesce(${column('amount', 2)}, 0)::bigint as amount, ${column(status === 'won' ? 'closedOn' : 'closeOn')}::text as "closeOn"
    from ${readTable(object)} t where ${dealsIn(reading, period, status)}
      and (${column('owner')} = any(${people}::uuid[]) or (${column('owner')} is null and ${column('team')} = any(${teams}::uuid[])))`
  return reading.tx.rows<SubmittedDeal>(sql`
    select * from (${part('won')} union all ${part('open')}) d where d.category = any(${rollUpCategories}::text[])
    order by d.amount desc, d.id limit ${mostDeals}`)
}

/** A submission with its deals, of those that the reader sees today. @throws Failure 404 for what they may not see */
async function readSubmission(reading: Reading, id: string): Promise<SubmittedForecast> {
  requireRollUp(reading)
  const stored = isId(id) ? await submissionAt(reading, id) : undefined
  if (!stored) throw notFound()
  const period = fiscalPeriod(stored.period, stored.startsOn, reading.model.settings.fiscalYearStart)
  rowOf(reading, await readRollUp(reading, period), stored.kind, stored.subject)
  const { listed, more } = stored.deals
  const today = await dealsToday(
    reading,
    listed.map((deal) => deal.id),
  )
  const seen = listed.filter((deal) => today.has(deal.id))
  return {
    ...submissionFace(reading, stored),
    kind: stored.kind,
    subject: stored.subject,
    period,
    more: more + listed.length - seen.length,
    deals: seen.map((deal) => ({ ...deal, today: today.get(deal.id) ?? null })),
  }
}

type Today = NonNullable<SubmittedForecast['deals'][number]['today']>

async function dealsToday(reading: Reading, ids: readonly string[]): Promise<ReadonlyMap<string, Today>> {
  const object = objectIn(reading, 'opportunity')
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const titles = await referenceTitles(reading, object, ids)
  const rows = await reading.tx.rows<Today & { readonly id: string }>(sql`
    select t.id, case ${column('status')} when 'won' then 'closed' when 'lost' then 'lost' else coalesce(${column('forecastCategory')}, 'omitted') end as category,
      coalesce(${column('amount', 2)}, 0)::bigint as amount,
      (case when ${column('status')} = 'open' then ${column('closeOn')} else ${column('closedOn')} end)::text as "closeOn"
    from ${readTable(object)} t where t.workspace_id = ${reading.actor.workspaceId} and t.deleted_at is null
      and t.id = any(${[...titles.keys()]}::uuid[])`)
  return new Map(rows.map(({ id, ...today }) => [id, today]))
}

const mostChanges = 100

/** What became of the deals of a period since a day. @throws Failure 403, 422 as the forecast itself */
async function changesSince(kernel: Kernel, caller: Caller, query: Query): Promise<PipelineChanges> {
  requireForecast(caller)
  const today = todayIn(kernel, caller)
  const { until = today } = query
  if (!isDay(until) || until > today) throw wrong('until')
  const { since = addDays(until, -7) } = query
  if (!isDay(since) || since >= until) throw wrong('since')
  const period = await kernel.database.read(caller.actor.workspaceId, async (tx) =>
    periodIn(readingFor(kernel, caller, tx), query),
  )
  const { known, sees, currency, title } = await seenForecast(kernel, caller, {})
  const end = dayNumber(until)
  const deals = sees ? known.deals.filter((deal) => sees(stateOn(deal, end))) : known.deals
  const span = { from: dayNumber(period.startsOn), until: dayNumber(period.endsOn) }
  const { changes, ...sums } = pipelineChanges(deals, dayNumber(since), end, span)
  const told = changes.slice(0, mostChanges)
  const titles = await kernel.database.read(caller.actor.workspaceId, (tx) => {
    const reading = readingFor(kernel, caller, tx)
    return referenceTitles(
      reading,
      objectIn(reading, 'opportunity'),
      told.map(({ deal }) => deal.id),
    )
  })
  return {
    period,
    currency,
    since,
    until,
    ...sums,
    deals: told.map(({ deal, step, amount }) => {
      const { person } = stateOn(deal, end)
      return { id: deal.id, title: titles.get(deal.id) ?? null, person: person && title(person), step, amount }
    }),
  }
}

function reading<T>(kernel: Kernel, caller: Caller, read: (reading: Reading) => Promise<T>): Promise<T> {
  return kernel.database.read(caller.actor.workspaceId, (tx) => read(readingFor(kernel, caller, tx)))
}

export const quotaEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/forecast/roll-up',
    heavy: true,
    past: true,
    summary:
      'What a fiscal period comes to along the tree of teams: deals by forecast category, adjusted and submitted, beside quotas with attainment and coverage. `period` (month, quarter, year) and `startsOn` (its first day); this quarter unless told. Amounts are in minor units of the base currency.',
    handle: ({ kernel, caller, query }) => reading(kernel, caller, (one) => readRollUp(one, periodIn(one, query))),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/changes',
    heavy: true,
    summary:
      'What became of the deals of a fiscal period between the ends of two days: opened, moved in and out, raised, lowered, lost, won. `until` (ISO date; today unless told), `since` (a week before it unless told), `period` and `startsOn` as of the roll-up.',
    handle: ({ kernel, caller, query }) => changesSince(kernel, caller, query),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/adjustments',
    summary:
      'All that was ever said of a `person` or a `team` in a fiscal period (`period`, `startsOn`), by whom and why, the newest first.',
    handle: ({ kernel, caller, query }) =>
      reading(kernel, caller, async (one) => {
        const [period, { kind, id }] = [periodIn(one, query), subjectIn(query)]
        rowOf(one, await readRollUp(one, period), kind, id)
        return adjustmentsOf(one, period, { kind, id })
      }),
  }),
  endpoint({
    method: 'POST',
    path: '/forecast/adjustments',
    summary:
      'Says that a category of a person or a team comes to `amount` more (or less) than the deals tell, and why, from now on; 0 takes it back. One’s own, or of the teams that one sets quotas for. Answers with the roll-up.',
    input: adjustment,
    handle: ({ kernel, caller, body }) => adjust(kernel, caller, acceptBody(adjustment, body)),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/submissions',
    summary:
      'What was submitted of a `person` or a `team` in a fiscal period (`period`, `startsOn`), the newest first.',
    handle: ({ kernel, caller, query }) =>
      reading(kernel, caller, async (one) => {
        const [period, { kind, id }] = [periodIn(one, query), subjectIn(query)]
        rowOf(one, await readRollUp(one, period), kind, id)
        return submissionsOf(one, period, { kind, id })
      }),
  }),
  endpoint({
    method: 'GET',
    path: '/forecast/submissions/{id}',
    summary:
      'A submission with the deals that it was made of, beside what became of them; as far as the reader sees them.',
    handle: ({ kernel, caller, params }) => reading(kernel, caller, (one) => readSubmission(one, String(params.id))),
  }),
  endpoint({
    method: 'POST',
    path: '/forecast/submissions',
    summary:
      'Submits the figures of a person or a team for a fiscal period, with the deals that they are made of: kept as they are, whatever comes of them.',
    input: submission,
    handle: ({ kernel, caller, body }) => submit(kernel, caller, acceptBody(submission, body) as SubmissionWish),
  }),
]

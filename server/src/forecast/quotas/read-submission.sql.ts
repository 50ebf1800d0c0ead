import { fiscalPeriod, isId, type SubmittedForecast, sql } from '@tendero/model'
import { notFound } from '../../kernel/failure.ts'
import { type Reading, referenceTitles } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { columnOf, inBase, objectIn } from './deals-in-period.sql.ts'
import { requireRollUp, requireSubject } from './subject-rights.ts'
import { submissionAt, submissionFace } from './submissions.sql.ts'

/** A submission with its deals, of those that the reader sees today. @throws Failure 404 for what they may not see */
export async function readSubmission(reading: Reading, id: string): Promise<SubmittedForecast> {
  requireRollUp(reading)
  const stored = isId(id) ? await submissionAt(reading, id) : undefined
  if (!stored) throw notFound()
  requireSubject(reading, { kind: stored.kind, id: stored.subject })
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
    period: fiscalPeriod(stored.period, stored.startsOn, reading.model.settings.fiscalYearStart),
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
      coalesce(${column('amount', inBase)}, 0)::bigint as amount,
      (case when ${column('status')} = 'open' then ${column('closeOn')} else ${column('closedOn')} end)::text as "closeOn"
    from ${readTable(object)} t where t.workspace_id = ${reading.actor.workspaceId} and t.deleted_at is null
      and t.id = any(${[...titles.keys()]}::uuid[])`)
  return new Map(rows.map(({ id, ...today }) => [id, today]))
}

import {
  type FiscalPeriod,
  type FiscalPeriodKind,
  type ForecastSubmission,
  type RollUpCategory,
  rollUpCategories,
  sql,
} from '@tendero/model'
import type { Reading } from '../../kernel/read-records.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { Commitment } from '../learned/committed.ts'
import { dayNumber, monthOf } from '../learned/months.ts'
import { readsQuotasOf, type Subject } from './subject-rights.ts'

export const subjectKey = (kind: string, id: string) => `${kind} ${id}`

/** A deal as it was when it was submitted. */
export interface SubmittedDeal {
  readonly id: string
  readonly title: string
  readonly category: RollUpCategory
  readonly amount: number
  readonly closeOn: string | null
}

interface Row {
  readonly id: string
  readonly kind: 'team' | 'person'
  readonly subject: string
  readonly period: FiscalPeriodKind
  readonly startsOn: string
  readonly figures: Readonly<Record<RollUpCategory, number>> & { readonly quota: number | null }
  readonly note: string
  readonly by: string
  readonly at: Date
}

const columns = sql`s.id, s.kind, s.subject_id as subject, s.period, s.starts_on::text as "startsOn", s.figures, s.note, s.made_by_id as by,
  s.made_at as at`

/** What was submitted last of each subject in a period, by its key. */
export async function lastSubmissions(
  reading: Reading,
  { kind, startsOn }: FiscalPeriod,
): Promise<ReadonlyMap<string, ForecastSubmission>> {
  const { tx, now } = reading
  const rows = await tx.rows<Row>(sql`
    select distinct on (s.kind, s.subject_id) ${columns} from app.forecast_submission s
    where s.workspace_id = ${tx.workspaceId} and s.starts_on = ${startsOn} and s.period = ${kind} and s.made_at <= ${now}
    order by s.kind, s.subject_id, s.made_at desc, s.id desc`)
  return new Map(rows.map((row) => [subjectKey(row.kind, row.subject), submissionFace(reading, row)]))
}

const mostTold = 100

/** What was submitted of a subject in a period, the newest first. */
export async function submissionsOf(
  reading: Reading,
  { kind: period, startsOn }: FiscalPeriod,
  { kind, id }: Subject,
): Promise<readonly ForecastSubmission[]> {
  const { tx, now } = reading
  const rows = await tx.rows<Row>(sql`
    select ${columns} from app.forecast_submission s
    where s.workspace_id = ${tx.workspaceId} and s.starts_on = ${startsOn} and s.period = ${period} and s.made_at <= ${now}
      and s.kind = ${kind} and s.subject_id = ${id} order by s.made_at desc, s.id desc limit ${mostTold}`)
  return rows.map((row) => submissionFace(reading, row))
}

export interface StoredSubmission extends Row {
  readonly deals: { readonly listed: readonly SubmittedDeal[]; readonly more: number }
}

export async function submissionAt({ tx }: Reading, id: string): Promise<StoredSubmission | undefined> {
  const [row] = await tx.rows<StoredSubmission>(sql`
    select ${columns}, s.deals from app.forecast_submission s where s.workspace_id = ${tx.workspaceId} and s.id = ${id}`)
  return row
}

export function submissionFace(
  reading: Pick<Reading, 'actor' | 'model'>,
  { id, kind, subject, by, at, note, figures }: Row,
): ForecastSubmission {
  const name = reading.model.catalogue.get('user')?.get(by)?.name
  const { quota, ...amounts } = figures
  const tellsQuota = readsQuotasOf(reading, { kind, id: subject })
  return {
    id,
    by,
    byTitle: typeof name === 'string' ? name : null,
    at: new Date(at).toISOString(),
    note,
    figures: Object.fromEntries(
      rollUpCategories.map((one) => [one, amounts[one] ?? 0]),
    ) as ForecastSubmission['figures'],
    quota: tellsQuota ? quota : null,
  }
}

export type NewSubmission = StoredSubmission

export function insertSubmission(tx: Transaction, one: NewSubmission): void {
  tx.send(sql`
    insert into tendero.forecast_submission
      (workspace_id, id, kind, subject_id, period, starts_on, figures, deals, note, made_by_id, made_at)
    values (${tx.workspaceId}, ${one.id}, ${one.kind}, ${one.subject}, ${one.period}, ${one.startsOn}, ${JSON.stringify(one.figures)}::jsonb,
      ${JSON.stringify(one.deals)}::jsonb, ${one.note}, ${one.by}, ${one.at})`)
}

/** What was submitted of months, won and committed together, the first said first. */
export async function commitmentsOf(tx: Transaction, timeZone: string): Promise<readonly Commitment[]> {
  const rows = await tx.rows<
    { readonly startsOn: string; readonly day: string } & Pick<Commitment, 'subject' | 'amount'>
  >(sql`
    select s.starts_on::text as "startsOn", s.subject_id as subject, (s.made_at at time zone ${timeZone})::date::text as day,
      ((s.figures ->> 'closed')::bigint + (s.figures ->> 'commit')::bigint) as amount
    from app.forecast_submission s where s.workspace_id = ${tx.workspaceId} and s.period = 'month' order by s.made_at, s.id`)
  return rows.map(({ startsOn, day, ...said }) => ({
    ...said,
    day: dayNumber(day),
    month: monthOf(dayNumber(startsOn)),
  }))
}

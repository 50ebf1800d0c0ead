import { type AdjustmentWish, type FiscalPeriod, sql } from '@tendero/model'
import type { Reading } from '../../kernel/read-records.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { SubjectAdjustment } from './roll-up.ts'
import type { Subject } from './subject-rights.ts'

interface Row extends Omit<SubjectAdjustment, 'byTitle'> {}

/** What everybody says of a period at the moment that is read: what nothing has taken the place of by then. */
export async function adjustmentsFor(reading: Reading, period: FiscalPeriod): Promise<readonly SubjectAdjustment[]> {
  const { tx, now } = reading
  const rows = await tx.rows<Row>(sql`
    select distinct on (a.kind, a.subject_id, a.category, a.own) a.id, a.kind, a.subject_id as subject, a.category, a.own, a.amount, a.reason,
      a.made_by_id as by, a.made_at as at
    from app.forecast_adjustment a
    where a.workspace_id = ${tx.workspaceId} and a.starts_on = ${period.startsOn} and a.period = ${period.kind} and a.made_at <= ${now}
      and not exists (${successorOf(tx)} and b.made_at <= ${now})
    order by a.kind, a.subject_id, a.category, a.own, a.made_at desc, a.id desc`)
  return rows.map((row) => withAuthor(reading, row))
}

/** All that was ever said of a subject in a period, the newest first. */
export async function adjustmentsOf(
  reading: Reading,
  period: FiscalPeriod,
  { kind, id }: Subject,
): Promise<readonly SubjectAdjustment[]> {
  const { tx, now } = reading
  const rows = await tx.rows<Row>(sql`
    select a.id, a.kind, a.subject_id as subject, a.category, a.own, a.amount, a.reason, a.made_by_id as by, a.made_at as at
    from app.forecast_adjustment a
    where a.workspace_id = ${tx.workspaceId} and a.starts_on = ${period.startsOn} and a.period = ${period.kind} and a.made_at <= ${now}
      and a.kind = ${kind} and a.subject_id = ${id} order by a.made_at desc, a.id desc limit ${mostTold}`)
  return rows.map((row) => withAuthor(reading, row))
}

const mostTold = 200

function withAuthor({ model }: Pick<Reading, 'model'>, row: Row): SubjectAdjustment {
  const name = model.catalogue.get('user')?.get(row.by ?? '')?.name
  return { ...row, at: new Date(row.at).toISOString(), byTitle: typeof name === 'string' ? name : null }
}

/** Where at most one adjustment counts. */
export interface Slot extends Pick<AdjustmentWish, 'kind' | 'subject' | 'period' | 'startsOn' | 'category'> {
  readonly own: boolean
}

/** What has taken the place of `a`: one at most, by the index of its table. */
const successorOf = ({ workspaceId }: Transaction) => sql`
  select 1 from app.forecast_adjustment b
  where b.workspace_id = ${workspaceId} and b.starts_on = a.starts_on and b.period = a.period and b.kind = a.kind
    and b.subject_id = a.subject_id and b.category = a.category and b.own = a.own and b.replaces_id = a.id`

/** The one in a slot that nothing has taken the place of, whatever clocks say. */
export async function standingAdjustment(
  tx: Transaction,
  { kind, subject, period, startsOn, category, own }: Slot,
): Promise<{ readonly id: string; readonly amount: number } | undefined> {
  const [row] = await tx.rows<{ readonly id: string; readonly amount: number }>(sql`
    select a.id, a.amount from app.forecast_adjustment a
    where a.workspace_id = ${tx.workspaceId} and a.kind = ${kind} and a.subject_id = ${subject} and a.period = ${period}
      and a.starts_on = ${startsOn} and a.category = ${category} and a.own = ${own}
      and not exists (${successorOf(tx)})`)
  return row
}

export interface NewAdjustment extends Slot {
  readonly id: string
  /** The one that stood in the slot: nothing takes the place of it twice. */
  readonly replaces: string | null
  readonly amount: number
  readonly reason: string
  readonly by: string
  readonly at: Date
}

/** @throws the database's unique violation when another took the same place meanwhile */
export async function insertAdjustment(tx: Transaction, one: NewAdjustment): Promise<void> {
  await tx.rows(sql`
    insert into tendero.forecast_adjustment
      (workspace_id, id, kind, subject_id, period, starts_on, category, own, replaces_id, amount, reason, made_by_id, made_at)
    values (${tx.workspaceId}, ${one.id}, ${one.kind}, ${one.subject}, ${one.period}, ${one.startsOn}, ${one.category}, ${one.own},
      ${one.replaces}, ${one.amount}, ${one.reason}, ${one.by}, ${one.at})`)
}

import { type AdjustmentWish, type FiscalPeriod, sql } from '@tendero/model'
import type { Reading } from '../../kernel/read-records.ts'
import type { Transaction } from '../../kernel/transaction.ts'
import type { SubjectAdjustment } from './roll-up.ts'

interface Row extends Omit<SubjectAdjustment, 'byTitle'> {}

/** What everybody says of a period at the moment that is read: the last of each for a subject and category. */
export async function adjustmentsFor(reading: Reading, period: FiscalPeriod): Promise<readonly SubjectAdjustment[]> {
  const { tx, now } = reading
  const rows = await tx.rows<Row>(sql`
    select distinct on (a.kind, a.subject_id, a.category, a.own) a.id, a.kind, a.subject_id as subject, a.category, a.own, a.amount, a.reason,
      a.made_by_id as by, a.made_at as at
    from app.forecast_adjustment a
    where a.workspace_id = ${tx.workspaceId} and a.starts_on = ${period.startsOn} and a.period = ${period.kind} and a.made_at <= ${now}
    order by a.kind, a.subject_id, a.category, a.own, a.made_at desc, a.id desc`)
  return rows.map((row) => withAuthor(reading, row))
}

/** All that was ever said of a subject in a period, the newest first. */
export async function adjustmentsOf(
  reading: Reading,
  period: FiscalPeriod,
  { kind, id }: { readonly kind: 'team' | 'person'; readonly id: string },
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

export interface NewAdjustment extends AdjustmentWish {
  readonly id: string
  readonly own: boolean
  readonly by: string
  readonly at: Date
}

export function insertAdjustment(tx: Transaction, one: NewAdjustment): void {
  tx.send(sql`
    insert into tendero.forecast_adjustment
      (workspace_id, id, kind, subject_id, period, starts_on, category, own, amount, reason, made_by_id, made_at)
    values (${tx.workspaceId}, ${one.id}, ${one.kind}, ${one.subject}, ${one.period}, ${one.startsOn}, ${one.category}, ${one.own},
      ${one.amount}, ${one.reason}, ${one.by}, ${one.at})`)
}

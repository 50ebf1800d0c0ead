import { type MailSuppression, normalizedEmail, sql } from '@tendero/model'
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts'
import { notFound } from '../kernel/failure.ts'
import type { Transaction } from '../kernel/transaction.ts'

/** Why an address is not written to; undefined when it is. */
export async function suppressionOf(tx: Transaction, address: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ reason: string }>(sql`select s.reason from app.mail_suppression s
    where s.workspace_id = ${tx.workspaceId} and s.address = ${normalizedEmail(address)}`)
  return row?.reason
}

export interface NewSuppression {
  readonly address: string
  readonly reason: MailSuppression['reason']
  /** What the server said. */
  readonly answer: string | null
  readonly by: string | null
}

/** Writes to an address no more; what is known about one that is there already stays. */
export function suppress(tx: Transaction, { address, reason, answer, by }: NewSuppression, now: Date): void {
  tx.send(sql`insert into tendero.mail_suppression (workspace_id, address, reason, answer, created_at, created_by_id)
    values (${tx.workspaceId}, ${normalizedEmail(address)}, ${reason}, ${answer}, ${now.toISOString()}, ${by})
    on conflict (workspace_id, address) do nothing`)
}

export interface SuppressionRow extends Omit<MailSuppression, 'by'> {
  readonly by: string | null
}

/** Newest first; by address where several came at one moment. */
const order = [
  { type: 'timestamptz', nullable: false },
  { type: 'text', nullable: false },
] as const

export async function listSuppressions(
  tx: Transaction,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly SuppressionRow[]; readonly next: string | null }> {
  const place = cursor === undefined ? undefined : decodeCursor(cursor, order)
  const rows = await tx.rows<SuppressionRow & { readonly place: string }>(sql`
    select s.address, s.reason, s.answer, s.created_at as "createdAt", s.created_by_id as by, s.created_at::text as place
    from app.mail_suppression s where s.workspace_id = ${tx.workspaceId}
      ${place ? sql`and (s.created_at, s.address) < (${place[0]}::timestamptz, ${place[1]})` : sql``}
    order by s.created_at desc, s.address desc limit ${limit + 1}`)
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? encodeCursor([last.place, last.address]) : null }
}

/** Writes to an address again. @throws Failure 404 when it was not on the list */
export async function endSuppression(tx: Transaction, address: string): Promise<void> {
  const ended = await tx.rows(sql`delete from tendero.mail_suppression s
    where s.workspace_id = ${tx.workspaceId} and s.address = ${normalizedEmail(address)} returning s.address`)
  if (ended.length === 0) throw notFound()
}

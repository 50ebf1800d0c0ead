import { and, type MailItem, type MailState, type Sql, sql } from '@tendero/model'
import { decodeCursor, encodeCursor } from '../kernel/cursor.ts'
import { notFound } from '../kernel/failure.ts'
import type { Transaction } from '../kernel/transaction.ts'

/** A mail as it is read from its table. */
export interface MailRow extends Omit<MailItem, 'to'> {
  readonly toAddress: string
  readonly toName: string | null
  readonly place: string
}

const shown = sql`m.id, m.template, m.to_address as "toAddress", m.to_name as "toName", m.subject, m.state, m.attempts, m.failure,
  m.answer, m.created_at as "createdAt", m.attempted_at as "attemptedAt", m.next_attempt_at as "nextAttemptAt",
  m.sent_at as "sentAt", m.created_at::text as place`

/** Newest first, by when it was written and then by its id. */
const order = [
  { type: 'timestamptz', nullable: false },
  { type: 'uuid', nullable: false },
] as const

export interface MailQuery {
  readonly states: readonly MailState[]
  readonly cursor: string | undefined
  readonly limit: number
}

export interface MailRows {
  readonly rows: readonly MailRow[]
  readonly next: string | null
}

/** @throws Failure 422 `invalid_cursor` */
export async function listMails(tx: Transaction, { states, cursor, limit }: MailQuery): Promise<MailRows> {
  const place = cursor === undefined ? undefined : decodeCursor(cursor, order)
  const rows = await tx.rows<MailRow>(
    sql`select ${shown} from app.mail m where ${and([
      sql`m.workspace_id = ${tx.workspaceId}`,
      ...(states.length > 0 ? [sql`m.state = any(${states}::text[])`] : []),
      ...(place ? [sql`(m.created_at, m.id) < (${place[0]}::timestamptz, ${place[1]}::uuid)`] : []),
    ])} order by m.created_at desc, m.id desc limit ${limit + 1}`,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? encodeCursor([last.place, last.id]) : null }
}

export interface MailWithContent extends MailRow {
  /** See `unpackContent`; null when it was forgotten after sending. */
  readonly content: string | null
  readonly secret: boolean
}

/** @throws Failure 404 */
export async function readMail(tx: Transaction, id: string): Promise<MailWithContent> {
  const [row] = await tx.rows<MailWithContent>(sql`select ${shown}, m.content, m.secret from app.mail m
    where m.workspace_id = ${tx.workspaceId} and m.id = ${id}`)
  if (!row) throw notFound()
  return row
}

/** Puts mails in line once more, or for the first time. @returns those that could be */
export function queueAgain(tx: Transaction, ids: readonly string[], now: Date): Promise<readonly { id: string }[]> {
  const at = now.toISOString()
  return changed(
    tx,
    sql`state = 'queued', attempts = 0, queued_at = ${at}, next_attempt_at = ${at}, failure = null, answer = null`,
    ids,
    // What was sent and let somebody in is not there any more.
    sql`m.state in ('kept', 'queued', 'failed', 'uncertain', 'suppressed', 'cancelled') and m.content is not null`,
  )
}

export function cancelMails(tx: Transaction, ids: readonly string[]): Promise<readonly { id: string }[]> {
  return changed(tx, sql`state = 'cancelled', next_attempt_at = null`, ids, sql`m.state in ('kept', 'queued')`)
}

/** Takes uncertain mails for sent. */
export function considerSent(tx: Transaction, ids: readonly string[], now: Date): Promise<readonly { id: string }[]> {
  return changed(
    tx,
    sql`state = 'sent', sent_at = ${now.toISOString()}, content = case when m.secret then null else m.content end`,
    ids,
    sql`m.state = 'uncertain'`,
  )
}

function changed(tx: Transaction, set: Sql, ids: readonly string[], which: Sql): Promise<{ id: string }[]> {
  return tx.rows<{ id: string }>(sql`update tendero.mail m set ${set}
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${ids}::uuid[]) and ${which} returning m.id`)
}

/** There is no server any more: what waits is kept. */
export function keepQueued(tx: Transaction): void {
  tx.send(sql`update tendero.mail m set state = 'kept', next_attempt_at = null
    where m.workspace_id = ${tx.workspaceId} and m.state = 'queued'`)
}

/** The server is asked again at once. */
export function endRest(tx: Transaction): void {
  tx.send(sql`update tendero.mail_setting s set resting_until = null where s.workspace_id = ${tx.workspaceId}`)
}

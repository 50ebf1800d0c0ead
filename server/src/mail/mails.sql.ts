import { sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/** A mail whose time has come. */
export interface DueMail {
  readonly id: string
  readonly to_address: string
  readonly to_name: string | null
  readonly subject: string
  /** See `unpackContent`. */
  readonly content: string
  readonly secret: boolean
  readonly message_id: string
  /** Before this one. */
  readonly attempts: number
  readonly created_at: Date
  readonly queued_at: Date
}

/** The mail that has waited longest. */
export async function nextDue(tx: Transaction, now: Date): Promise<DueMail | undefined> {
  const [row] = await tx.rows<DueMail>(sql`
    select m.id, m.to_address, m.to_name, m.subject, m.content, m.secret, m.message_id, m.attempts, m.created_at, m.queued_at
    from app.mail m where m.workspace_id = ${tx.workspaceId} and m.state = 'queued' and m.next_attempt_at <= ${now.toISOString()}
    order by m.queued_at, m.id limit 1`)
  return row
}

/** How many were tried since an instant. */
export async function attemptedSince(tx: Transaction, since: Date): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(sql`
    select count(*) as count from app.mail m
    where m.workspace_id = ${tx.workspaceId} and m.attempted_at > ${since.toISOString()}`)
  return row?.count ?? 0
}

export function noteAttempt(tx: Transaction, id: string, now: Date): void {
  tx.send(sql`update tendero.mail m set attempts = m.attempts + 1, attempted_at = ${now.toISOString()}
    where m.workspace_id = ${tx.workspaceId} and m.id = ${id}`)
}

/**
 * Notes that the content is about to leave. From here to `settleMail` nobody knows whether it has arrived, and nobody
 * else may send it.
 * @returns false when it is not waiting any more: somebody else has it, or it was cancelled
 */
export async function beginContent(tx: Transaction, id: string): Promise<boolean> {
  const begun = await tx.rows(sql`update tendero.mail m set state = 'sending'
    where m.workspace_id = ${tx.workspaceId} and m.id = ${id} and m.state = 'queued' returning m.id`)
  return begun.length === 1
}

/** What the server said is noted, when the next attempt is; null for none. */
export interface Settled {
  readonly state: 'queued' | 'sent' | 'failed' | 'uncertain' | 'suppressed'
  readonly next: Date | null
  readonly failure: string | null
  readonly answer: string | null
}

/** Notes what became of a mail, unless a person decided otherwise meanwhile. What let somebody in is forgotten when sent. */
export function settleMail(tx: Transaction, id: string, { state, next, failure, answer }: Settled, now: Date): void {
  const sent = state === 'sent'
  tx.send(sql`update tendero.mail m set state = ${state}, next_attempt_at = ${next?.toISOString() ?? null}, failure = ${failure},
      answer = ${answer}, sent_at = ${sent ? now.toISOString() : null},
      content = case when ${sent} and m.secret then null else m.content end
    where m.workspace_id = ${tx.workspaceId} and m.id = ${id} and m.state in ('queued', 'sending', 'uncertain')`)
}

/** Mails whose content was on its way when their sender died: they may have arrived. */
export async function settleLeft(tx: Transaction): Promise<void> {
  await tx.rows(sql`update tendero.mail m set state = 'uncertain', next_attempt_at = null, failure = 'interrupted'
    where m.workspace_id = ${tx.workspaceId} and m.state = 'sending'`)
}

/** Gives up what has waited since before an instant. */
export function giveUp(tx: Transaction, before: Date): void {
  tx.send(sql`update tendero.mail m set state = 'failed', next_attempt_at = null, failure = 'expired'
    where m.workspace_id = ${tx.workspaceId} and m.state = 'queued' and m.queued_at < ${before.toISOString()} and m.attempts > 0`)
}

/** Notes how the server is doing, and until when it is left alone. */
export function noteServer(tx: Transaction, { failures, until, failure, answer }: ServerState): void {
  tx.send(sql`insert into tendero.mail_setting (workspace_id, failures, resting_until, failure, answer)
    values (${tx.workspaceId}, ${failures}, ${until?.toISOString() ?? null}, ${failure}, ${answer})
    on conflict (workspace_id) do update set failures = excluded.failures, resting_until = excluded.resting_until,
      failure = excluded.failure, answer = excluded.answer`)
}

export interface ServerState {
  /** In a row. */
  readonly failures: number
  readonly until: Date | null
  readonly failure: string | null
  readonly answer: string | null
}

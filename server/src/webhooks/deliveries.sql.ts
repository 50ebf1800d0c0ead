import { join, sql, type WebhookDelivery, type WebhookDeliveryContent } from '@tendero/model'
import { notFound } from '../kernel/failure.ts'
import type { Transaction } from '../kernel/transaction.ts'
import type { Attempt } from './post-message.ts'

/** A message to be written down: one record of one event. */
export interface NewDelivery {
  /** Also the message's id, by which a receiver knows a repetition. */
  readonly id: string
  readonly webhookId: string
  readonly eventId: string
  readonly recordId: string
  readonly topic: string
  readonly body: string
}

/** Writes messages down, to be sent at once; those of an event that are there already stay as they are. */
export function insertDeliveries(tx: Transaction, deliveries: readonly NewDelivery[], now: Date): void {
  const at = now.toISOString()
  const rows = deliveries.map(
    (one) =>
      sql`(${tx.workspaceId}, ${one.id}, ${one.webhookId}, ${one.eventId}, ${one.recordId}, ${one.topic}, ${one.body}, 'waiting', ${at}, ${at})`,
  )
  tx.send(sql`insert into tendero.webhook_delivery
    (workspace_id, id, webhook_id, event_id, record_id, topic, body, state, next_attempt_at, created_at) values ${join(rows)}
    on conflict (workspace_id, webhook_id, event_id, record_id) do nothing`)
}

/** Where and with what to send, for as long as the lease lasts. */
export interface Lease {
  /** Sealed. */
  readonly secret: string
  readonly failures: number
}

/**
 * Takes a webhook to send for it, so that no other worker does; undefined when one does, or it rests.
 * @param until when the lease ends by itself
 */
export async function takeLease(
  tx: Transaction,
  webhookId: string,
  now: Date,
  until: Date,
): Promise<Lease | undefined> {
  const [lease] = await tx.rows<Lease>(sql`
    update tendero.webhook_state s set resting_until = ${until.toISOString()}
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${webhookId}
      and (s.resting_until is null or s.resting_until <= ${now.toISOString()})
    returning s.secret, s.failures`)
  return lease
}

/**
 * Ends a lease, and lets the address rest if it failed; not when somebody ended either meanwhile, or has it now.
 * @param until as it was taken
 */
export function endLease(tx: Transaction, webhookId: string, until: Date, restUntil: Date | null): void {
  tx.send(sql`update tendero.webhook_state s set resting_until = ${restUntil?.toISOString() ?? null}
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${webhookId} and s.resting_until = ${until.toISOString()}`)
}

/** Lets a webhook be sent to at once, even while somebody does or while its address rests. */
export function endRest(tx: Transaction, webhookId: string): void {
  tx.send(sql`update tendero.webhook_state s set resting_until = null
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${webhookId}`)
}

/** Counts attempts in a row that failed. */
export function noteFailures(tx: Transaction, webhookId: string, failures: number): void {
  tx.send(sql`update tendero.webhook_state s set failures = ${failures}
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${webhookId}`)
}

/** @param sealed the new secret */
export async function changeSecret(tx: Transaction, webhookId: string, sealed: string): Promise<void> {
  await tx.rows(sql`update tendero.webhook_state s set secret = ${sealed}
    where s.workspace_id = ${tx.workspaceId} and s.webhook_id = ${webhookId}`)
}

/** A message whose time has come. */
export interface DueDelivery {
  readonly id: string
  readonly body: string
  readonly attempts: number
}

/** The messages that have waited longest. */
export function dueDeliveries(
  tx: Transaction,
  webhookId: string,
  now: Date,
  most: number,
): Promise<readonly DueDelivery[]> {
  return tx.rows<DueDelivery>(sql`
    select d.id, d.body, d.attempts from app.webhook_delivery d
    where d.workspace_id = ${tx.workspaceId} and d.webhook_id = ${webhookId} and d.next_attempt_at <= ${now.toISOString()}
    order by d.next_attempt_at, d.id limit ${most}`)
}

/** Notes what became of an attempt, and when the next one is; null for none. */
export function noteAttempt(tx: Transaction, id: string, attempt: Attempt, now: Date, next: Date | null): void {
  const state = attempt.failure === null ? 'delivered' : next ? 'waiting' : 'failed'
  tx.send(sql`update tendero.webhook_delivery d set state = ${state}, attempts = d.attempts + 1,
      next_attempt_at = ${next?.toISOString() ?? null}, attempted_at = ${now.toISOString()}, status = ${attempt.status},
      failure = ${attempt.failure}, answer = ${attempt.answer}, milliseconds = ${attempt.milliseconds}
    where d.workspace_id = ${tx.workspaceId} and d.id = ${id}`)
}

/** Puts a message at the beginning of its attempts. @throws Failure 404 */
export async function deliverAgain(tx: Transaction, webhookId: string, id: string, now: Date): Promise<void> {
  const found = await tx.rows(sql`
    update tendero.webhook_delivery d set state = 'waiting', attempts = 0, next_attempt_at = ${now.toISOString()}
    where d.workspace_id = ${tx.workspaceId} and d.webhook_id = ${webhookId} and d.id = ${id} returning d.id`)
  if (found.length === 0) throw notFound()
}

const shown = sql`d.id, d.topic, d.state, d.attempts, d.status, d.failure, d.milliseconds, d.created_at as "createdAt",
  d.attempted_at as "attemptedAt", d.next_attempt_at as "nextAttemptAt"`

/** The latest messages of a webhook, from the newest; those before one of them for the following page. */
export function listDeliveries(
  tx: Transaction,
  webhookId: string,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly WebhookDelivery[]> {
  const place = before
    ? sql`and (d.created_at, d.id) < (select b.created_at, b.id from app.webhook_delivery b
        where b.workspace_id = ${tx.workspaceId} and b.id = ${before})`
    : sql``
  return tx.rows<WebhookDelivery>(sql`select ${shown} from app.webhook_delivery d
    where d.workspace_id = ${tx.workspaceId} and d.webhook_id = ${webhookId} ${place}
    order by d.created_at desc, d.id desc limit ${limit}`)
}

/** One message with what was sent and what came back. @throws Failure 404 */
export async function readDelivery(tx: Transaction, webhookId: string, id: string): Promise<WebhookDeliveryContent> {
  const [row] = await tx.rows<WebhookDeliveryContent>(sql`select ${shown}, d.body, d.answer from app.webhook_delivery d
    where d.workspace_id = ${tx.workspaceId} and d.webhook_id = ${webhookId} and d.id = ${id}`)
  if (!row) throw notFound()
  return row
}

import {
  and,
  join,
  type NotificationKind,
  type NotificationSettings,
  notificationKinds,
  notificationMails,
  or,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/** Why somebody is told, of which work: kept once, however often its job runs. */
export interface NewNotification {
  readonly id: string
  readonly userId: string
  readonly kind: NotificationKind
  /** The event or comment that it came of. */
  readonly cause: string
  readonly object: string
  readonly recordId: string
  readonly others: number
  readonly commentId: string | null
  readonly actorId: string | null
  /** When it was done. */
  readonly at: string
}

/** Keeps those that are not kept yet, and gives the people who have a new one. */
export async function insertNotifications(
  tx: Transaction,
  notifications: readonly NewNotification[],
): Promise<readonly string[]> {
  const rows = notifications.map(
    (
      one,
    ) => sql`(${tx.workspaceId}, ${one.id}, ${one.userId}, ${one.kind}, ${one.cause}, ${one.object}, ${one.recordId},
      ${one.others}, ${one.commentId}, ${one.actorId}, ${one.at})`,
  )
  const kept = await tx.rows<{ user_id: string }>(sql`
    insert into tendero.notification
      (workspace_id, id, user_id, kind, cause, object, record_id, others, comment_id, actor_id, at) values ${join(rows)}
    on conflict (workspace_id, user_id, cause, kind) do nothing returning user_id`)
  return [...new Set(kept.map((row) => row.user_id))]
}

/** A notification as it is kept. */
export interface NotificationRow {
  readonly id: string
  readonly kind: NotificationKind
  readonly at: string
  readonly read: boolean
  readonly object: string
  readonly record_id: string
  readonly others: number
  readonly comment_id: string | null
  readonly actor_id: string | null
}

/** Where a page ends. */
export interface NotificationPlace {
  readonly at: string
  readonly id: string
}

interface Wanted {
  readonly unread: boolean
  readonly before: NotificationPlace | undefined
  readonly most: number
}

/** Somebody's notifications, the newest first. */
export function notificationRows(
  tx: Transaction,
  userId: string,
  { unread, before, most }: Wanted,
): Promise<NotificationRow[]> {
  return tx.rows<NotificationRow>(sql`
    select n.id, n.kind, to_json(n.at) #>> '{}' as at, n.read_at is not null as read, n.object, n.record_id, n.others,
      n.comment_id, n.actor_id
    from app.notification n where ${and([
      ofPerson(tx, userId),
      ...(unread ? [sql`n.read_at is null`] : []),
      ...(before ? [sql`(n.at, n.id) < (${before.at}::timestamptz, ${before.id}::uuid)`] : []),
    ])} order by n.at desc, n.id desc limit ${raw(String(most))}`)
}

function ofPerson(tx: Transaction, userId: string): Sql {
  return sql`n.workspace_id = ${tx.workspaceId} and n.user_id = ${userId}`
}

/** Which notifications are marked: those named, and all until an instant. */
export interface Marked {
  readonly ids?: readonly string[]
  /** ISO 8601 with its offset, PostgreSQL itself takes lesser ones only. */
  readonly until?: string
}

/** Marks some of somebody's notifications as read or unread. */
export async function markNotifications(
  tx: Transaction,
  userId: string,
  { ids, until }: Marked,
  read: boolean,
  now: Date,
): Promise<void> {
  const which = or([
    ...(ids ? [sql`n.id = any(${ids}::uuid[])`] : []),
    ...(until ? [sql`n.at <= ${new Date(until).toISOString()}::timestamptz`] : []),
  ])
  await tx.rows(sql`
    update tendero.notification n set read_at = ${read ? now.toISOString() : null}
    where ${and([ofPerson(tx, userId), which, read ? sql`n.read_at is null` : sql`n.read_at is not null`])}`)
}

/** The kinds that each of these people does not want. */
export async function mutedKinds(
  tx: Transaction,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, readonly NotificationKind[]>> {
  const rows = await tx.rows<{ user_id: string; muted: readonly string[] }>(sql`
    select s.user_id, s.muted from app.notification_setting s
    where s.workspace_id = ${tx.workspaceId} and s.user_id = any(${userIds}::uuid[])`)
  return new Map(rows.map(({ user_id, muted }) => [user_id, notificationKinds.filter((kind) => muted.includes(kind))]))
}

/** What somebody is told, and how; everything and without mail for who never said. */
export async function readSetting(tx: Transaction, userId: string): Promise<NotificationSettings> {
  const [row] = await tx.rows<{ muted: readonly string[]; digest: string }>(sql`
    select s.muted, s.digest from app.notification_setting s
    where s.workspace_id = ${tx.workspaceId} and s.user_id = ${userId}`)
  return {
    muted: notificationKinds.filter((kind) => row?.muted.includes(kind)),
    mail: notificationMails.find((one) => one === row?.digest) ?? 'off',
  }
}

export async function keepSetting(
  tx: Transaction,
  userId: string,
  { muted, mail }: NotificationSettings,
): Promise<void> {
  await tx.rows(sql`
    insert into tendero.notification_setting (workspace_id, user_id, muted, digest)
    values (${tx.workspaceId}, ${userId}, ${muted}::text[], ${mail})
    on conflict (workspace_id, user_id) do update set muted = excluded.muted, digest = excluded.digest`)
}

const mostMailed = 100

/** What somebody has neither read nor been told by mail, the oldest first; held, so that one mail tells it. */
export async function unmailedRows(tx: Transaction, userId: string): Promise<NotificationRow[]> {
  return tx.rows<NotificationRow>(sql`
    select n.id, n.kind, to_json(n.at) #>> '{}' as at, false as read, n.object, n.record_id, n.others, n.comment_id, n.actor_id
    from tendero.notification n where ${ofPerson(tx, userId)} and n.read_at is null and n.mailed_at is null
    order by n.at, n.id limit ${raw(String(mostMailed))} for update`)
}

interface Mailed {
  readonly ids: readonly string[]
  /** The day of the digest, where there is one each day. */
  readonly day: string | undefined
  readonly now: Date
}

/** What is not shown any more is noted too: it is not looked at again. */
export function noteMailed(tx: Transaction, userId: string, { ids, day, now }: Mailed): void {
  tx.send(sql`update tendero.notification n set mailed_at = ${now.toISOString()}
    where ${ofPerson(tx, userId)} and n.id = any(${ids}::uuid[])`)
  if (day)
    tx.send(sql`update tendero.notification_setting s set digested_on = ${day}
      where s.workspace_id = ${tx.workspaceId} and s.user_id = ${userId}`)
}

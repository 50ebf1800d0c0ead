import { type AuditAction, join, type Sql, sql } from '@tendero/model'
import { authorOf, type Through } from './actor.ts'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import type { Database } from './database.ts'
import { newId } from './identity.ts'
import type { Kernel } from './kernel.ts'
import { type KeptOrigin, keptOrigin, type Origin } from './origin.ts'

/** Something that happened, besides changes of records, which history tells by itself. */
export interface AuditEntry {
  readonly action: AuditAction
  /** The name of the object that it was done with. */
  readonly object?: string
  /** The record, or the person, it was done with. */
  readonly recordId?: string
  /** What else is to be known, short and without secrets: how many rows, which filter, which fields. */
  readonly detail?: Readonly<Record<string, unknown>>
}

/** Notes it in the unit of work, with whose statements it travels: what is taken back was not done. */
export function noteAudit(ctx: Context, entry: AuditEntry): void {
  const who = { userId: authorOf(ctx.actor), through: ctx.actor.through, ...keptOrigin(ctx.origin) }
  ctx.tx.send(insertion([entryRow(ctx.actor.workspaceId, who, entry, ctx.operationId)]))
}

/** Who did it, where no unit of work knows. */
export interface AuditedOrigin extends Partial<Origin> {
  readonly workspaceId: string
  /** Null for somebody who is not known, or for the program. */
  readonly userId: string | null
  readonly through: Through
}

/** Notes what has no unit of work of its own: a refused sign-in, an export that only reads. */
export function auditApart(kernel: Pick<Kernel, 'database'>, who: AuditedOrigin, entry: AuditEntry): Promise<void> {
  return auditBatch(kernel.database, [{ who, entry }])
}

/**
 * Notes what may be noted by several, or again after a kill: what began at one instant, with one person, is noted
 * once. The lock makes those wait who come at the same time.
 */
export async function auditOnce(
  { database }: Pick<Kernel, 'database'>,
  who: AuditedOrigin,
  entry: AuditEntry & { readonly recordId: string; readonly detail: { readonly began: string } },
): Promise<void> {
  const { workspaceId } = who
  const { action, recordId, detail } = entry
  await database.transaction(workspaceId, async (tx) => {
    await tx.rows(sql`select pg_advisory_xact_lock(hashtextextended(${`${action} ${recordId} ${detail.began}`}, 0))`)
    const noted = await tx.rows(sql`
      select 1 from app.audit_entry e where e.workspace_id = ${workspaceId} and e.record_id = ${recordId}
        and e.action = ${action} and e.actor_id is not distinct from ${who.userId}::uuid and e.detail ->> 'began' = ${detail.began}`)
    if (noted.length === 0) tx.send(insertion([apartRow(who, entry)]))
  })
}

/** Notes what a request did. Who looks as somebody else did it, and as whom stands beside it. */
export function auditRequest(kernel: Pick<Kernel, 'database'>, caller: Caller, entry: AuditEntry): Promise<void> {
  return auditBatch(kernel.database, [requestedBy(caller, entry)])
}

/** What somebody did, to be noted apart. */
interface AuditedEntry {
  readonly who: AuditedOrigin
  readonly entry: AuditEntry
}

export function requestedBy({ actor, viewer, origin }: Caller, entry: AuditEntry): AuditedEntry {
  const { workspaceId, through } = actor
  const who = { workspaceId, userId: authorOf(viewer ?? actor), through, ...origin }
  return { who, entry: viewer ? { ...entry, detail: { ...entry.detail, viewedAs: actor.userId } } : entry }
}

/** Notes several things of one workspace. */
export async function auditBatch(
  database: Pick<Database, 'transaction'>,
  entries: readonly AuditedEntry[],
): Promise<void> {
  const [first] = entries
  if (!first) return
  const { workspaceId } = first.who
  const rows = entries.map(({ who, entry }) => apartRow(who, entry))
  await database.transaction(workspaceId, async (tx) => tx.send(insertion(rows)))
}

function apartRow(
  { workspaceId, userId, through, address = null, userAgent = null, keyId = null }: AuditedOrigin,
  entry: AuditEntry,
): Sql {
  return entryRow(workspaceId, { userId, through, ...keptOrigin({ address, userAgent, keyId }) }, entry, null)
}

interface Who extends KeptOrigin {
  readonly userId: string | null
  readonly through: Through
}

function insertion(rows: readonly Sql[]): Sql {
  return sql`insert into tendero.audit_entry (workspace_id, id, action, actor_id, through, address, agent, key_id,
    object, record_id, detail, operation_id) values ${join(rows)}`
}

function entryRow(
  workspaceId: string,
  { userId, through, address, agent, keyId }: Who,
  { action, object, recordId, detail = {} }: AuditEntry,
  operationId: string | null,
): Sql {
  return sql`(${workspaceId}, ${newId()}, ${action}, ${userId}, ${through}, ${address}, ${agent}, ${keyId},
    ${object ?? null}, ${recordId ?? null}, ${JSON.stringify(detail, storable)}, ${operationId})`
}

/** Part of an address or a filter may be text that the database cannot keep: it is noted with a mark in its place. */
function storable(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '\ufffd') : value
}

import { empty, type ObjectType, or, type Sql, sql } from '@tendero/model'
import { write } from './action.ts'
import { type Actor, isKey } from './actor.ts'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import { orderColumn } from './expression.ts'
import { Failure, forbidden, notFound } from './failure.ts'
import { newId } from './identity.ts'
import { requireVerb } from './input.ts'
import type { Kernel } from './kernel.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import { withIds } from './record-select.ts'
import type { Transaction } from './transaction.ts'
import type { WorkspaceModel } from './workspace-model.ts'
import { deleteRecords, lockRecords, restoreRecords, updateRecords } from './write-records.ts'

/** Records of one transaction of a large undo. */
const batch = 500
const mostListed = 100

interface HistoryRow {
  readonly id: string
  readonly object: string
  readonly record_id: string
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  readonly patch: Readonly<Record<string, readonly [unknown, unknown]>>
}

export interface Reverted {
  readonly operationId: string
  readonly records: number
}

/**
 * Takes back everything that an operation wrote, newest first, when nobody touched it since: what others
 * changed in other fields of its records stays. A large operation goes in batches, each a transaction; after an interruption it can be repeated.
 * @throws Failure 404, 403 for another's operation without the right, 409 `operation_not_revertible` with the records
 * that were changed since, 409 `already_reverted`
 */
export async function revertOperation(
  kernel: Kernel,
  caller: Caller,
  operationId: string,
  progress: (done: number) => Promise<void> | void = () => {},
): Promise<Reverted> {
  await checkRevertible(kernel, caller, operationId)
  const undoing = (await unfinishedUndo(kernel, caller, operationId)) ?? newId()
  let records = 0
  for (let before: string | null = null; ; ) {
    const rows: readonly HistoryRow[] = await write(kernel, caller, (ctx) => undoBatch(ctx, operationId, before), {
      operationId: undoing,
    })
    records += rows.length
    await progress(records)
    before = rows[rows.length - 1]?.id ?? null
    if (rows.length < batch) break
  }
  return { operationId: undoing, records }
}

/** The operation of an undo that ended half-way: it goes on under the same, so that it stays one. */
async function unfinishedUndo(kernel: Kernel, { actor }: Caller, operationId: string): Promise<string | undefined> {
  const [found] = await kernel.database.read(actor.workspaceId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select u.id from app.history h join app.operation u on u.workspace_id = ${actor.workspaceId} and u.id = h.operation_id
      where h.workspace_id = ${actor.workspaceId} and (h.object, h.record_id) in (
        select l.object, l.record_id from app.history l where l.workspace_id = ${actor.workspaceId}
        and l.operation_id = ${operationId} order by l.id desc limit 1)
      and u.reverts_id = ${operationId} and u.reverted_at is null and u.actor_id = ${actor.userId}
      order by h.id desc limit 1`),
  )
  return found?.id
}

/**
 * Refuses what `revertOperation` would refuse, writing nothing. A record is touched when a later operation changed the
 * same of it, and was not taken back itself.
 * @throws Failure as `revertOperation`
 */
export async function checkRevertible(kernel: Kernel, { model, actor }: Caller, operationId: string): Promise<void> {
  await kernel.database.read(actor.workspaceId, async (tx) => {
    const [operation] = await tx.rows<{ actor_id: string; through: string; reverted_at: Date | null }>(sql`
      select o.actor_id, o.through, o.reverted_at from app.operation o where o.workspace_id = ${actor.workspaceId} and o.id = ${operationId}`)
    if (!operation || (operation.actor_id !== actor.userId && !actor.administrator)) throw notFound()
    if (operation.reverted_at) throw new Failure(409, 'already_reverted')
    const written = await tx.rows<{ object: string }>(sql`
      select distinct h.object from app.history h where h.workspace_id = ${actor.workspaceId} and h.operation_id = ${operationId}`)
    const objects = written.map(({ object }) => recordedObject(model.objects.values(), object))
    requireRights(actor, operation.through, objects)
    for (const object of objects)
      if (object.authored || (isKey(actor) && !actor.administrator))
        await requireOwn(tx, model, actor, object, operationId)
    const touched: { object: string; id: string }[] = []
    for (const object of objects) {
      const found = await Promise.all(
        [touchedSince, goneSince].map((since) =>
          tx.rows<{ id: string }>(since(object, actor.workspaceId, operationId)),
        ),
      )
      touched.push(...found.flat().map(({ id }) => ({ object: object.name, id })))
    }
    if (touched.length > 0) throw notRevertible(touched)
  })
}

/**
 * Who did it may have lost rights since, or be an API key that has fewer: settings are taken back by whoever may still
 * change them, and a key takes back only what came by a key.
 */
function requireRights(actor: Actor, through: string, objects: readonly ObjectType[]): void {
  if (actor.administrator) return
  if (isKey(actor) && !isKey({ through }) && through !== 'import') throw notFound()
  for (const object of objects) if (object.settings) requireVerb(actor, object, 'edit')
}

/**
 * The keys of a person may have different roles: what one did, another takes back as far as it may change it. What has an
 * author is changed back by nobody else. Parts that went or came with the record on which they hang follow it.
 */
async function requireOwn(
  tx: Transaction,
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  operationId: string,
): Promise<void> {
  const written = sql`(select h.record_id from app.history h
    where h.workspace_id = ${actor.workspaceId} and h.operation_id = ${operationId})`
  const withHolder = holdersOf(object).map((holder) => sql`${holder} in ${written}`)
  const shut = await tx.rows(sql`
    select 1 from ${readTable(object)} t where t.workspace_id = ${actor.workspaceId}
    and t.id in (select h.record_id from app.history h where h.workspace_id = ${actor.workspaceId}
      and h.operation_id = ${operationId} and h.object = ${object.recordedAs})
    and (${or([policy(model, actor, object, 'edit', 't'), ...withHolder])}) is not true limit 1`)
  if (shut.length > 0) throw forbidden({ object: object.name, verb: 'edit' })
}

/** The ids of the records on which those of an object hang. */
function holdersOf({ attached, parent = [], fields }: ObjectType): readonly Sql[] {
  if (attached) return [sql`t.record`]
  return parent.flatMap((name) => {
    const field = fields.get(name)
    return field ? [orderColumn(field, 't')] : []
  })
}

/** The records of an object that were touched since an operation wrote them; of those named, if some are. */
function touchedSince(object: ObjectType, workspaceId: string, operationId: string, ids?: readonly string[]): Sql {
  return sql`
    select t.id from ${readTable(object)} t where t.workspace_id = ${workspaceId} and t.operation_id is distinct from ${operationId}
    and t.id in (select h.record_id from app.history h where h.workspace_id = ${workspaceId}
      and h.operation_id = ${operationId} and h.object = ${object.recordedAs})
    ${ids ? sql`and ${withIds('t', ids)}` : empty}
    and exists (select 1 from app.history l join app.operation o on o.workspace_id = ${workspaceId} and o.id = l.operation_id
      where l.workspace_id = ${workspaceId} and l.object = ${object.recordedAs} and l.record_id = t.id
      and o.id <> ${operationId} and o.reverted_at is null and o.reverts_id is null
      and l.id > (select h.id from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object.recordedAs}
        and h.record_id = t.id and h.operation_id = ${operationId} order by h.id limit 1)
      and ${meets(object, workspaceId, operationId)}) limit ${mostListed}`
}

/**
 * Does a later change l stand against taking back what the operation did to its record? Two changes of different fields do
 * not: only the operation's own go back. What follows from both (a name, a sum) is among the fields of both.
 */
function meets(object: ObjectType, workspaceId: string, operationId: string): Sql {
  return sql`(l.verb <> 'update' or exists (select 1 from app.history h where h.workspace_id = ${workspaceId}
    and h.object = ${object.recordedAs} and h.record_id = l.record_id and h.operation_id = ${operationId}
    and (h.verb <> 'update' or exists (select 1 from jsonb_object_keys(h.patch) field where l.patch ? field))))`
}

/** The records that an operation wrote and that are gone for good: removed files. */
function goneSince(object: ObjectType, workspaceId: string, operationId: string): Sql {
  return sql`
    select distinct h.record_id as id from app.history h where h.workspace_id = ${workspaceId}
    and h.operation_id = ${operationId} and h.object = ${object.recordedAs} and not exists (
      select 1 from ${readTable(object)} t where t.workspace_id = ${workspaceId} and t.id = h.record_id) limit ${mostListed}`
}

/** @throws Failure 409 for records of an object that somebody made and removed since */
function recordedObject(objects: Iterable<ObjectType>, name: string): ObjectType {
  for (const object of objects) if (object.recordedAs === name) return object
  throw new Failure(409, 'operation_not_revertible', { details: { object: name } })
}

/** With the last batch the operation is taken back. Of two who take it back at once, one waits for the other. */
async function undoBatch(ctx: Context, operationId: string, before: string | null): Promise<readonly HistoryRow[]> {
  const [standing] = await ctx.tx.rows(sql`
    select 1 from tendero.operation o where o.workspace_id = ${ctx.actor.workspaceId} and o.id = ${operationId}
    and o.reverted_at is null for no key update`)
  if (!standing) throw new Failure(409, 'already_reverted')
  await noteUndo(ctx, operationId)
  const rows = await ctx.tx.rows<HistoryRow>(sql`
    select h.id, h.object, h.record_id, h.verb, h.patch from app.history h
    where h.workspace_id = ${ctx.actor.workspaceId} and h.operation_id = ${operationId} ${before ? sql`and h.id < ${before}` : sql``}
    order by h.id desc limit ${batch}`)
  for (const group of runs(rows)) await undo(ctx, operationId, group)
  if (rows.length < batch) await noteReverted(ctx, operationId)
  return rows
}

/** The operation of the undo, noted as one: what it writes does not count as touched when earlier ones are undone. */
async function noteUndo({ tx, actor, now, operationId: undoing }: Context, operationId: string): Promise<void> {
  await tx.rows(sql`
    insert into tendero.operation (workspace_id, id, actor_id, through, at, reverts_id)
    values (${actor.workspaceId}, ${undoing}, ${actor.userId}, ${actor.through}, ${now.toISOString()}, ${operationId})
    on conflict (workspace_id, id) do nothing`)
}

async function noteReverted({ tx, actor, now }: Context, operationId: string): Promise<void> {
  await tx.rows(sql`
    update tendero.operation o set reverted_at = ${now.toISOString()}, reverted_by_id = ${actor.userId}
    where o.workspace_id = ${actor.workspaceId} and o.id = ${operationId}`)
}

function notRevertible(touched: readonly { readonly object: string; readonly id: string }[]): Failure {
  return new Failure(409, 'operation_not_revertible', { details: { touched } })
}

/** Neighbours of the same object and verb, none of them twice, are undone together. */
function runs(rows: readonly HistoryRow[]): readonly (readonly HistoryRow[])[] {
  const groups: HistoryRow[][] = []
  for (const row of rows) {
    const last = groups[groups.length - 1]
    const fits =
      last?.[0]?.object === row.object &&
      last[0].verb === row.verb &&
      !last.some((one) => one.record_id === row.record_id)
    if (last && fits) last.push(row)
    else groups.push([row])
  }
  return groups
}

/** Since it was looked at first, somebody may have changed what is locked only now. @throws Failure 409 */
async function requireUntouched(
  { tx }: Context,
  operationId: string,
  object: ObjectType,
  ids: readonly string[],
): Promise<void> {
  const touched = await tx.rows<{ id: string }>(touchedSince(object, tx.workspaceId, operationId, ids))
  if (touched.length > 0) throw notRevertible(touched.map(({ id }) => ({ object: object.name, id })))
}

async function undo(ctx: Context, operationId: string, rows: readonly HistoryRow[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const object = recordedObject(ctx.model.objects.values(), first.object)
  const ids = rows.map((row) => row.record_id)
  const stored = await lockRecords(ctx, object, ids, 'edit', false)
  await requireUntouched(ctx, operationId, object, ids)
  // What was made goes with the parts that the history does not name: its own tells of them.
  if (first.verb === 'create') return deleteRecords(ctx, object, stored, { bare: true, withParts: true })
  if (first.verb === 'restore') return deleteRecords(ctx, object, stored, { bare: true })
  if (first.verb === 'delete') return restoreRecords(ctx, object, stored, { bare: true })
  const patches = new Map(
    rows.map((row) => [
      row.record_id,
      Object.fromEntries(Object.entries(row.patch).map(([field, [old]]) => [field, old])),
    ]),
  )
  await updateRecords(
    ctx,
    object,
    stored.filter((one) => !one.deleted).map((one) => ({ id: one.id, patch: patches.get(one.id) ?? {}, stored: one })),
    { bare: true, strict: false },
  )
}

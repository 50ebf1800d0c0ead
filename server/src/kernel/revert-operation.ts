import { createHash } from 'node:crypto'
import { type ObjectType, or, type Sql, sql } from '@tendero/model'
import { write } from './action.ts'
import { type Actor, isKey, mayUseField } from './actor.ts'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import { orderColumn } from './expression.ts'
import { Failure, forbidden, notFound } from './failure.ts'
import { knowLargeOperation } from './fresh-statistics.ts'
import { newId } from './identity.ts'
import { requireVerb } from './input.ts'
import type { Kernel } from './kernel.ts'
import { policy } from './policy.ts'
import { readTable } from './read-table.ts'
import { withIds } from './record-select.ts'
import type { Transaction } from './transaction.ts'
import { type ConflictRow, conflictDigest, conflictsOf } from './undo-conflicts.sql.ts'
import { nowIn, type WorkspaceModel } from './workspace-model.ts'
import {
  deleteRecords,
  lifecyclesOf,
  lockRecords,
  restoreRecords,
  type Stored,
  same,
  updateRecords,
} from './write-records.ts'

/** Records of one transaction of a large undo. */
const batch = 500
/** Conflicts that a refusal lists; the preview reads on. */
const mostListed = 100
/** So long anything can be taken back, in days. */
export const undoDays = 30

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

/** What is to become of what others changed since: it stays, or it goes back all the same. */
export type Choice = 'keep' | 'undo'

export interface Choices {
  /** Of a record, or of one of its fields, as it was seen: its version. */
  readonly answers?: readonly {
    readonly object: string
    readonly record: string
    readonly field?: string | null
    readonly version: number
    readonly choice: Choice
  }[]
  /** Of all others. */
  readonly rest?: Choice
  /** Which conflicts were seen, where others are to go back that are not named: the preview's `digest`. */
  readonly digest?: string
}

/**
 * Takes back everything that an operation wrote, newest first: what others changed in other fields of its records stays, and
 * of what they changed in the same the caller says what becomes of it. A large operation goes in batches, each a transaction;
 * after an interruption it can be repeated.
 * @throws Failure 404, 403 for another's operation without the right, 409 `operation_not_revertible` with the conflicts
 * that nothing was said of or that are others than were seen, 409 `already_reverted`, 409 `undo_over` after 30 days
 */
export async function revertOperation(
  kernel: Kernel,
  caller: Caller,
  operationId: string,
  { choices = {}, progress = () => {} }: { choices?: Choices; progress?: (done: number) => Promise<void> | void } = {},
): Promise<Reverted> {
  await checkRevertible(kernel, caller, operationId, choices)
  const undoing = (await unfinishedUndo(kernel, caller, operationId)) ?? newId()
  let records = 0
  for (let before: string | null = null; ; ) {
    const unit = (ctx: Context) => undoBatch(ctx, { operationId, choices }, before)
    const rows: readonly HistoryRow[] = await write(kernel, caller, unit, { operationId: undoing })
    records += rows.length
    await progress(records)
    before = rows[rows.length - 1]?.id ?? null
    if (rows.length < batch) break
  }
  return { operationId: undoing, records }
}

/** The operation of an undo that ended half-way, whoever began it: it goes on under the same, so that it stays one. */
async function unfinishedUndo(kernel: Kernel, { actor }: Caller, operationId: string): Promise<string | undefined> {
  const [found] = await kernel.database.read(actor.workspaceId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select u.id from app.history h join app.operation u on u.workspace_id = ${actor.workspaceId} and u.id = h.operation_id
      where h.workspace_id = ${actor.workspaceId} and (h.object, h.record_id) in (
        select l.object, l.record_id from app.history l where l.workspace_id = ${actor.workspaceId}
        and l.operation_id = ${operationId} order by l.id desc limit 1)
      and u.reverts_id = ${operationId} and u.reverted_at is null
      order by h.id desc limit 1`),
  )
  return found?.id
}

/**
 * Refuses what `revertOperation` would refuse, writing nothing.
 * @throws Failure as `revertOperation`
 */
export async function checkRevertible(
  kernel: Kernel,
  caller: Caller,
  operationId: string,
  choices: Choices = {},
): Promise<void> {
  const { workspaceId } = caller.actor
  const written = await checkMayRevert(kernel, caller, operationId)
  await knowLargeOperation(kernel, workspaceId, operationId)
  await kernel.database.read(workspaceId, async (tx) => {
    const found: Conflict[] = []
    let seen = ''
    for (const { object, made } of written) {
      const asked = { by: caller, operationId, made }
      if (choices.rest === 'undo') {
        const [conflicts] = await tx.rows<{ digest: string | null }>(conflictDigest(object, asked))
        seen += conflicts?.digest ?? ''
      }
      for (const row of await tx.rows<ConflictRow>(
        conflictsOf(object, { ...asked, limit: mostListed + (choices.answers?.length ?? 0) }),
      ))
        if (!answerTo(caller.actor, choices, object, row)) found.push({ object: object.name, ...row })
    }
    if (found.length > 0) throw notRevertible(found)
    if (choices.rest === 'undo' && digestOf(seen) !== choices.digest) throw notRevertible([])
  })
}

/** One digest of those of several objects; of no conflicts the empty word. */
export function digestOf(digests: string): string {
  return digests === '' ? '' : createHash('sha256').update(digests).digest('hex').slice(0, 32)
}

/** An object that an operation wrote, and whether it made records of it, or brought some back. */
export interface Written {
  readonly object: ObjectType
  readonly made: boolean
}

/**
 * The objects that an operation wrote, for whom may take it back.
 * @throws Failure 404, 403, 409 `already_reverted`, 409 `undo_over`
 */
export async function checkMayRevert(
  kernel: Kernel,
  { model, actor }: Caller,
  operationId: string,
): Promise<readonly Written[]> {
  return kernel.database.read(actor.workspaceId, async (tx) => {
    const [operation] = await tx.rows<{ actor_id: string; through: string; at: Date; reverted_at: Date | null }>(sql`
      select o.actor_id, o.through, o.at, o.reverted_at from app.operation o where o.workspace_id = ${actor.workspaceId} and o.id = ${operationId}`)
    if (!operation || (operation.actor_id !== actor.userId && !actor.administrator)) throw notFound()
    if (operation.reverted_at) throw new Failure(409, 'already_reverted')
    if (undoEnds(operation.at) <= nowIn(kernel, model))
      throw new Failure(409, 'undo_over', { details: { days: undoDays } })
    const rows = await tx.rows<{ object: string; made: boolean }>(sql`
      select h.object, bool_or(h.verb in ('create', 'restore')) as made from app.history h
      where h.workspace_id = ${actor.workspaceId} and h.operation_id = ${operationId} group by h.object`)
    const written = rows.map(({ object, made }) => ({ object: recordedObject(model.objects.values(), object), made }))
    requireRights(
      actor,
      operation.through,
      written.map(({ object }) => object),
    )
    for (const { object } of written)
      if (object.authored || (isKey(actor) && !actor.administrator))
        await requireOwn(tx, model, actor, object, operationId)
    return written
  })
}

/** Until when an operation can be taken back. */
export function undoEnds(at: Date): Date {
  return new Date(at.getTime() + undoDays * 86_400_000)
}

/** What is to become of a conflict; undefined where nothing was said, or of another state of the record. */
function answerTo(
  actor: Actor,
  { answers = [], rest }: Choices,
  object: ObjectType,
  row: ConflictRow,
): Choice | undefined {
  // Of what one may not know, nothing is decided.
  if (!row.seen || (row.field !== null && !mayUseField(actor, object.name, row.field, 'read'))) return 'keep'
  const own = answers.find(
    (one) => one.object === object.name && one.record === row.record && (one.field ?? null) === row.field,
  )
  if (!own) return row.kind === 'gone' && rest ? 'keep' : rest
  if (own.choice === 'keep' || row.kind === 'gone') return 'keep'
  return own.version === row.version ? 'undo' : undefined
}

interface Conflict extends ConflictRow {
  readonly object: string
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

/** @throws Failure 409 for records of an object that somebody made and removed since */
function recordedObject(objects: Iterable<ObjectType>, name: string): ObjectType {
  for (const object of objects) if (object.recordedAs === name) return object
  throw new Failure(409, 'operation_not_revertible', { details: { object: name } })
}

interface Undoing {
  readonly operationId: string
  readonly choices: Choices
}

/** With the last batch the operation is taken back. Of two who take it back at once, one waits for the other. */
async function undoBatch(ctx: Context, undoing: Undoing, before: string | null): Promise<readonly HistoryRow[]> {
  const { operationId } = undoing
  const [standing] = await ctx.tx.rows(sql`
    select 1 from tendero.operation o where o.workspace_id = ${ctx.actor.workspaceId} and o.id = ${operationId}
    and o.reverted_at is null for no key update`)
  if (!standing || (await isTakenBackBy(ctx, operationId))) throw new Failure(409, 'already_reverted')
  await noteUndo(ctx, operationId)
  const rows = await ctx.tx.rows<HistoryRow>(sql`
    select h.id, h.object, h.record_id, h.verb, h.patch from app.history h
    where h.workspace_id = ${ctx.actor.workspaceId} and h.operation_id = ${operationId} ${before ? sql`and h.id < ${before}` : sql``}
    order by h.id desc limit ${batch}`)
  for (const group of runs(rows)) await undo(ctx, undoing, group)
  if (rows.length < batch) await noteReverted(ctx, operationId)
  return rows
}

/** Does another undo take it back at this moment, portion by portion? */
async function isTakenBackBy({ tx, actor, operationId: undoing }: Context, operationId: string): Promise<boolean> {
  const others = await tx.rows(sql`
    select 1 from tendero.operation o where o.workspace_id = ${actor.workspaceId} and o.reverts_id = ${operationId}
    and o.id <> ${undoing} and o.reverted_at is null limit 1`)
  return others.length > 0
}

/** The operation of the undo, noted as one: what it writes does not count as touched when earlier ones are undone. */
async function noteUndo({ tx, actor, now, operationId: undoing }: Context, operationId: string): Promise<void> {
  await tx.rows(sql`
    insert into tendero.operation (workspace_id, id, actor_id, through, at, reverts_id)
    values (${actor.workspaceId}, ${undoing}, ${actor.userId}, ${actor.through}, ${now.toISOString()}, ${operationId})
    on conflict (workspace_id, id) do nothing`)
}

/**
 * The operation is taken back; if it took back another itself, that one stands again, and what that had taken back does not.
 */
async function noteReverted({ tx, actor, now }: Context, operationId: string): Promise<void> {
  let [id, stands]: [string | null, boolean] = [operationId, false]
  while (id) {
    const rows: readonly { reverts_id: string | null }[] = await tx.rows(sql`
      update tendero.operation o set reverted_at = ${stands ? null : now.toISOString()}, reverted_by_id = ${stands ? null : actor.userId}
      where o.workspace_id = ${actor.workspaceId} and o.id = ${id} returning o.reverts_id`)
    id = rows[0]?.reverts_id ?? null
    stands = !stands
  }
}

function notRevertible(conflicts: readonly Conflict[]): Failure {
  const listed = conflicts
    .slice(0, mostListed)
    .map(({ object, record, field, kind }) => ({ object, id: record, field, kind }))
  return new Failure(409, 'operation_not_revertible', { details: { touched: listed } })
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

/** What stays as it is, of the records of a batch: whole records, and fields of some. */
interface Kept {
  readonly records: ReadonlySet<string>
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>
}

/**
 * Looks again, now that the records are locked.
 * @throws Failure 409 for what somebody changed since it was looked at first
 */
async function keptOf(
  { tx, actor, model }: Context,
  { operationId, choices }: Undoing,
  { object, made }: Written,
  ids: readonly string[],
): Promise<Kept> {
  const [records, fields] = [new Set<string>(), new Map<string, Set<string>>()]
  for (const row of await tx.rows<ConflictRow>(
    conflictsOf(object, { by: { model, actor }, made, operationId, ids, withComputed: true }),
  )) {
    const answer = row.kind === 'follows' ? 'keep' : answerTo(actor, choices, object, row)
    if (!answer) throw notRevertible([{ object: object.name, ...row }])
    if (answer === 'undo') continue
    if (row.field === null) records.add(row.record)
    else fields.set(row.record, (fields.get(row.record) ?? new Set()).add(row.field))
  }
  return { records, fields }
}

async function undo(ctx: Context, undoing: Undoing, rows: readonly HistoryRow[]): Promise<void> {
  const first = rows[0]
  if (!first) return
  const object = recordedObject(ctx.model.objects.values(), first.object)
  const standing = await existing(
    ctx,
    object,
    rows.map((row) => row.record_id),
  )
  const stored = await lockRecords(ctx, object, standing, 'edit', false)
  const kept = await keptOf(
    ctx,
    undoing,
    { object, made: first.verb === 'create' || first.verb === 'restore' },
    rows.map((row) => row.record_id),
  )
  const concerned = stored.filter(({ id }) => !kept.records.has(id))
  // What was made goes with the parts that the history does not name: its own tells of them.
  if (first.verb === 'create') return deleteRecords(ctx, object, concerned, { bare: true, withParts: true })
  if (first.verb === 'restore') return deleteRecords(ctx, object, concerned, { bare: true })
  if (first.verb === 'delete') return restoreRecords(ctx, object, concerned, { bare: true })
  const patches = new Map(rows.map((row) => [row.record_id, row.patch]))
  const changes = concerned
    .filter((one) => !one.deleted)
    .map((one) => ({
      id: one.id,
      stored: one,
      patch: backwards(ctx, object, one, patches.get(one.id) ?? {}, kept.fields.get(one.id)),
    }))
  await updateRecords(ctx, object, changes, { bare: true, strict: false })
}

/** What a record gets back. What the program works out of its values is worked out anew where others changed these since. */
function backwards(
  ctx: Context,
  object: ObjectType,
  { id, record }: Stored,
  patch: HistoryRow['patch'],
  kept: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  // What stands there again already is let be; what an operation wrote as it was, it valued anew: an amount, by another day.
  const returns = ([field, [old, written]]: [string, readonly [unknown, unknown]]) =>
    !kept.has(field) && (!same(record[field], old) || same(old, written))
  const back = Object.fromEntries(
    Object.entries(patch)
      .filter(returns)
      .map(([field, [old]]) => [field, old]),
  )
  if (kept.size === 0) return back
  const change = {
    object,
    verb: 'update',
    id,
    before: record,
    patch: back,
    strict: false,
    computed: false,
    withParent: false,
  } as const
  for (const lifecycle of lifecyclesOf(ctx, object))
    for (const [name, value] of Object.entries(lifecycle.follows?.(change) ?? {}))
      if (!same(record[name], value)) back[name] = value
  return back
}

/** Those that are not gone for good. */
async function existing({ tx }: Context, object: ObjectType, ids: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select t.id from ${readTable(object)} t where t.workspace_id = ${tx.workspaceId} and ${withIds('t', ids)}`)
  return rows.map(({ id }) => id)
}

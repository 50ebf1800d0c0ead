import { isDeepStrictEqual } from 'node:util'
import { and, dayIn, type Field, identifier, join, type ObjectType, or, raw, type Sql, sql } from '@tendero/model'
import { giveNumbers } from './auto-numbers.ts'
import { checkCreation, checkReferences } from './check-changes.ts'
import { checkFields } from './check-fields.ts'
import type { Context, WriteOptions } from './context.ts'
import { isStored, jsonOf, orderColumn } from './expression.ts'
import { forbidden, notFound } from './failure.ts'
import { kindOf } from './filter.ts'
import { newId } from './identity.ts'
import { keepRollUps } from './kept-roll-ups.ts'
import { type Change, everyObject, type Lifecycle, type Values } from './lifecycle.ts'
import { policy } from './policy.ts'
import { readTable, writeTable } from './read-table.ts'
import { withIds } from './record-select.ts'
import { type ColumnsOf, insertRows, onlyKind, storedColumns, updateRows } from './write-rows.ts'

/** Rows of one INSERT; Citus takes no more (scale.md C4). */
export const batchSize = 500

export async function insertRecords(
  ctx: Context,
  object: ObjectType,
  records: readonly Values[],
  options: WriteOptions = {},
): Promise<readonly string[]> {
  const changes = records.map(
    (values): Change =>
      changeOf(options, {
        object,
        verb: 'create',
        id: typeof values.id === 'string' ? values.id : newId(),
        before: null,
        patch: withDefaults(ctx, object, values),
      }),
  )
  for (let at = 0; at < changes.length; at += batchSize)
    await writeBatch(ctx, object, changes.slice(at, at + batchSize), options)
  return changes.map((change) => change.id)
}

/** A change, and whose wish it is. Field by field: objects put together of others are slow to make and to read. */
function changeOf(
  options: WriteOptions,
  { object, verb, id, before, patch }: Pick<Change, 'object' | 'verb' | 'id' | 'before' | 'patch'>,
): Change {
  return {
    object,
    verb,
    id,
    before,
    patch,
    strict: options.strict !== false && options.computed !== true,
    computed: options.computed === true,
    withParent: options.withParent === true,
    effectiveAt: options.effectiveAt,
    madeAt: options.madeAt,
    mayExist: options.mayExist,
  }
}

function withDefaults(ctx: Context, object: ObjectType, values: Values): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const field of object.fields.values()) {
    if (field.system) continue
    const given = values[field.name]
    if (given !== undefined && given !== null) patch[field.name] = given
    else if (!(field.name in values) && field.options.default !== undefined) patch[field.name] = field.options.default
    else if (field.derivation?.none) patch[field.name] = field.derivation.none(ctx.model.settings.baseCurrency)
  }
  if (onlyKind(object)) patch.kind = onlyKind(object)
  const writer = object.assigned ? undefined : ctx.actor
  if (object.owned && writer && !('owner' in values)) patch.owner = writer.userId
  if (object.owned && !values.team) patch.team = teamOf(ctx, patch.owner) ?? writer?.teamId ?? null
  return patch
}

/** A record belongs to its owner's main team unless another is named. */
function teamOf(ctx: Context, owner: unknown): unknown {
  return typeof owner === 'string' ? ctx.model.catalogue.get('user')?.get(owner)?.team_id : undefined
}

/** A record as stored, locked for change. */
export interface Stored {
  readonly id: string
  readonly record: Values
  readonly deleted: boolean
}

/**
 * Locks records and gives their values. Keys never change, so others may still refer to them meanwhile: whoever inserts
 * a part and then locks its parent would otherwise wait in a ring with another who does the same.
 * @throws Failure 404 when the actor may not see one of them, 403 when they may see but not change it
 */
export async function lockRecords(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  verb: 'edit' | 'delete',
  checked: boolean,
): Promise<readonly Stored[]> {
  const shape = storedShape(object)
  const readable = checked ? policy(ctx.model, ctx.actor, object, 'read', 't') : raw('true')
  const may = checked ? policy(ctx.model, ctx.actor, object, verb, 't') : raw('true')
  const rows = await ctx.tx.rows<{ id: string; deleted: boolean; readable: boolean; may: boolean; record: Values }>(sql`
    select t.id, t.deleted_at is not null as deleted, ${readable} as readable, ${may} as may, row_to_json(j) as record
    from ${writeTable(object)} t cross join lateral (select ${shape}) j
    where ${and([sql`t.workspace_id = ${ctx.actor.workspaceId}`, withIds('t', [...ids].sort()), kindOf(object, 't')])}
    order by t.id for no key update of t`)
  if (rows.length < new Set(ids).size || rows.some((row) => !row.readable)) throw notFound()
  if (rows.some((row) => !row.may)) throw forbidden({ object: object.name, verb })
  return rows
}

const storedShapes = new WeakMap<ObjectType, Sql>()

/** What is kept of an object's fields, by name: built once for each version of the object. */
function storedShape(object: ObjectType): Sql {
  const known = storedShapes.get(object)
  if (known) return known
  const made = join(
    [...object.fields.values()]
      .filter(isStored)
      .map((field) => sql`${jsonOf(field, 't')} as ${identifier(field.name)}`),
  )
  storedShapes.set(object, made)
  return made
}

export async function updateRecords(
  ctx: Context,
  object: ObjectType,
  patches: readonly { readonly id: string; readonly patch: Values; readonly stored: Stored }[],
  options: WriteOptions = {},
): Promise<void> {
  const changes = patches.flatMap(({ id, patch, stored }): Change[] => {
    if (stored.deleted) throw notFound()
    const changed = Object.fromEntries(
      Object.entries(patch).filter(
        ([name, value]) => object.fields.has(name) && (options.bare || !same(stored.record[name], value)),
      ),
    )
    if (Object.keys(changed).length === 0) return []
    if ('owner' in changed && !('team' in changed)) changed.team = teamOf(ctx, changed.owner) ?? null
    return [changeOf(options, { object, verb: 'update', id, before: stored.record, patch: changed })]
  })
  for (let at = 0; at < changes.length; at += batchSize)
    await writeBatch(ctx, object, changes.slice(at, at + batchSize), options)
}

/** Equal as values of the API, in which nothing and null are one and the order of keys says nothing. */
export function same(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(a ?? null, b ?? null)
}

/** Soft deletion, with the parts that hang on the records; the same operation brings all back. */
export async function deleteRecords(
  ctx: Context,
  object: ObjectType,
  stored: readonly Stored[],
  options: WriteOptions = {},
): Promise<void> {
  const live = stored.filter((one) => !one.deleted)
  if (live.length === 0) return
  if (!options.bare || options.withParts)
    await removeParts(
      ctx,
      object,
      live.map((one) => one.id),
    )
  const changes = live.map(
    (one): Change => changeOf(options, { object, verb: 'delete', id: one.id, before: one.record, patch: {} }),
  )
  await writeBatch(ctx, object, changes, options)
}

async function removeParts(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<void> {
  for (const part of ctx.model.objects.values()) {
    const hanging = hangingOn(ctx, part, object, ids)
    if (hanging.length === 0) continue
    const found = await ctx.tx.rows<{ id: string }>(sql`
      select p.id from ${readTable(part)} p where p.workspace_id = ${ctx.actor.workspaceId}
      and ${or(hanging.map((one) => one.on))} and p.deleted_at is null`)
    const gone = found.map((row) => row.id)
    if (gone.length > 0)
      await deleteRecords(ctx, part, await lockRecords(ctx, part, gone, 'delete', false), { withParent: true })
  }
}

/** One way in which the parts p hang on records of an object: the condition, and the id of the record. */
interface Hanging {
  readonly on: Sql
  readonly key: Sql
}

function hangingOn(ctx: Context, part: ObjectType, object: ObjectType, ids: readonly string[]): readonly Hanging[] {
  const keys = [...part.fields.values()]
    .filter((field) => field.options.cascade && field.options.object === object.name)
    .map((field) => orderColumn(field, 'p'))
  const through = keys.map((key) => ({ on: sql`${key} = any(${ids}::uuid[])`, key }))
  if (!part.attached || object.attached) return through
  const key = sql`p.record`
  const faces = [...ctx.model.objects.values()].filter((one) => one.table === object.table).map((one) => one.name)
  return [...through, { on: sql`(p.object = any(${faces}::text[]) and ${key} = any(${ids}::uuid[]))`, key }]
}

/** Brings deleted records back, and the parts that went in the same operation. */
export async function restoreRecords(
  ctx: Context,
  object: ObjectType,
  stored: readonly Stored[],
  options: WriteOptions = {},
): Promise<void> {
  const gone = stored.filter((one) => one.deleted)
  if (gone.length === 0) return
  const ids = gone.map((one) => one.id)
  const parts = options.bare ? [] : await partsGoneWith(ctx, object, ids)
  const changes = gone.map(
    (one): Change => changeOf(options, { object, verb: 'restore', id: one.id, before: one.record, patch: {} }),
  )
  await writeBatch(ctx, object, changes, options)
  for (const { part, gone: ids } of parts)
    await restoreRecords(ctx, part, await lockRecords(ctx, part, ids, 'delete', false), { withParent: true })
}

interface GoneParts {
  readonly part: ObjectType
  readonly gone: readonly string[]
}

/** The parts that were deleted in one operation with the records, unless another record that they hang on is still gone. */
async function partsGoneWith(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<readonly GoneParts[]> {
  const found: GoneParts[] = []
  for (const part of ctx.model.objects.values()) {
    const hanging = hangingOn(ctx, part, object, ids)
    if (hanging.length === 0) continue
    const cascading = [...part.fields.values()].filter((field) => field.options.cascade)
    const rows = await ctx.tx.rows<{ id: string }>(sql`
      select p.id from ${readTable(part)} p where p.workspace_id = ${ctx.actor.workspaceId} and p.deleted_at is not null
      and ${or(hanging.map((one) => goneWith(ctx, object, one)))}
      and ${and(cascading.map((field) => standing(ctx, object, field, ids)))} order by p.id`)
    if (rows.length > 0) found.push({ part, gone: rows.map((row) => row.id) })
  }
  return found
}

function goneWith(ctx: Context, object: ObjectType, { on, key }: Hanging): Sql {
  return sql`(${on} and exists (select 1 from ${readTable(object)} t
    where t.workspace_id = ${ctx.actor.workspaceId} and t.id = ${key} and t.operation_id = p.operation_id))`
}

/** What a part hangs on through a field is there, will be in a moment, or is nothing. */
function standing(ctx: Context, object: ObjectType, field: Field, ids: readonly string[]): Sql {
  const key = orderColumn(field, 'p')
  const target = ctx.object(field.options.object ?? '')
  const returning = target === object ? sql`${key} = any(${ids}::uuid[])` : raw('false')
  return sql`(${key} is null or ${returning} or exists (select 1 from ${readTable(target)} t
    where t.workspace_id = ${ctx.actor.workspaceId} and t.id = ${key} and t.deleted_at is null))`
}

/** One batch of changes of one object: lifecycles, checks, rows, journal, lifecycles. */
async function writeBatch(
  ctx: Context,
  object: ObjectType,
  changes: readonly Change[],
  options: WriteOptions,
): Promise<void> {
  // Settings are changed one after the other: what is checked of them is checked by the model.
  if (object.metadata) await ctx.holdModel()
  const lifecycles = lifecyclesOf(ctx, object)
  for (const lifecycle of lifecycles) if (!options.bare || lifecycle.beforeUndo) await lifecycle.before?.(ctx, changes)
  if (!options.bare) checkFields(ctx, object, changes)
  if (options.checked) {
    checkCreation(ctx, object, changes)
    await checkReferences(ctx, object, changes)
  }
  await giveNumbers(ctx, object, changes)
  ctx.journal.add(object, changes)
  // Sent without waiting: rows and journal travel with what comes next.
  writeRows(ctx, object, changes, lifecycles)
  if (!ctx.rehearsed) keepRollUps(ctx, object, changes)
  if (ctx.journal.size >= batchSize) ctx.journal.flush()
  for (const lifecycle of lifecycles) if (!options.bare || lifecycle.afterUndo) await lifecycle.after?.(ctx, changes)
}

/** Those of every object, those of the table, and those of the kind of activity. */
export function lifecyclesOf(ctx: Context, object: ObjectType): readonly Lifecycle[] {
  const found: Lifecycle[] = []
  for (const name of new Set([everyObject, object.table, object.name]))
    found.push(...(ctx.kernel.lifecycles.get(name) ?? []))
  return found
}

function writeRows(
  ctx: Context,
  object: ObjectType,
  changes: readonly Change[],
  lifecycles: readonly Lifecycle[],
): void {
  const dayOf = (change: Change): string =>
    lifecycles.map((lifecycle) => lifecycle.rateDay?.(change)).find((day) => day !== undefined) ?? ctx.today
  const columns: ColumnsOf = (change, field) => storedColumns(ctx, field, change.patch[field.name], dayOf(change))
  if (changes[0]?.verb === 'create') insertRows(ctx, object, changes, columns)
  else updateRows(ctx, object, changes, columns)
}
/** The day on which the workspace is. */
export function todayOf(ctx: Pick<Context, 'model' | 'now'>): string {
  return dayIn(ctx.model.settings.timeZone, ctx.now)
}

import {
  and,
  columnNames,
  dayIn,
  type Field,
  type FieldProblem,
  type FieldType,
  identifier,
  join,
  type ObjectType,
  raw,
  type Sql,
  snakeCase,
  sql,
} from '@tendero/model'
import type { Context, WriteOptions } from './context.ts'
import { customDocument, jsonOf } from './expression.ts'
import { Failure, forbidden, invalid, notFound } from './failure.ts'
import { kindOf } from './filter.ts'
import { newId } from './identity.ts'
import { journal } from './journal.ts'
import { type Change, type Values, valueAfter } from './lifecycle.ts'
import { policy } from './policy.ts'
import { readTable, writeTable } from './record-select.ts'

/** Rows of one INSERT; Citus takes no more (scale.md C4). */
export const batchSize = 500

export async function insertRecords(
  ctx: Context,
  object: ObjectType,
  records: readonly Values[],
  options: WriteOptions = {},
): Promise<readonly string[]> {
  const changes = records.map(
    (values): Change => ({
      object,
      verb: 'create',
      id: typeof values.id === 'string' ? values.id : newId(),
      before: null,
      patch: withDefaults(ctx, object, values),
      strict: options.strict !== false,
      effectiveAt: options.effectiveAt,
    }),
  )
  for (let at = 0; at < changes.length; at += batchSize)
    await writeBatch(ctx, object, changes.slice(at, at + batchSize), options)
  return changes.map((change) => change.id)
}

function withDefaults(ctx: Context, object: ObjectType, values: Values): Record<string, unknown> {
  const patch: Record<string, unknown> = {}
  for (const field of object.fields.values()) {
    if (field.system) continue
    const given = values[field.name]
    if (given !== undefined && given !== null) patch[field.name] = given
    else if (!(field.name in values) && field.options.default !== undefined) patch[field.name] = field.options.default
  }
  if (object.activity && object.activity !== '*') patch.kind = object.activity
  if (object.owned && !('owner' in values)) patch.owner = ctx.actor.userId
  if (object.owned && !values.team) patch.team = teamOf(ctx, patch.owner) ?? ctx.actor.teamId
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
 * Locks records and gives their values.
 * @throws Failure 404 when the actor may not see one of them, 403 when they may see but not change it
 */
export async function lockRecords(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  verb: 'edit' | 'delete',
  checked: boolean,
): Promise<readonly Stored[]> {
  const fields = [...object.fields.values()]
  const shape = join(fields.map((field) => sql`${jsonOf(field, 't')} as ${identifier(field.name)}`))
  const readable = checked ? policy(ctx.model, ctx.actor, object, 'read', 't') : raw('true')
  const may = checked ? policy(ctx.model, ctx.actor, object, verb, 't') : raw('true')
  const rows = await ctx.tx.rows<{ id: string; deleted: boolean; readable: boolean; may: boolean; record: Values }>(sql`
    select t.id, t.deleted_at is not null as deleted, ${readable} as readable, ${may} as may, row_to_json(j) as record
    from ${writeTable(object)} t cross join lateral (select ${shape}) j
    where ${and([sql`t.workspace_id = ${ctx.actor.workspaceId}`, sql`t.id = any(${[...ids].sort()}::uuid[])`, kindOf(object, 't')])}
    order by t.id for update of t`)
  if (rows.length < new Set(ids).size || rows.some((row) => !row.readable)) throw notFound()
  if (rows.some((row) => !row.may)) throw forbidden({ object: object.name, verb })
  return rows
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
      Object.entries(patch).filter(([name, value]) => object.fields.has(name) && !same(stored.record[name], value)),
    )
    if (Object.keys(changed).length === 0) return []
    if ('owner' in changed && !('team' in changed)) changed.team = teamOf(ctx, changed.owner) ?? null
    return [
      {
        object,
        verb: 'update',
        id,
        before: stored.record,
        patch: changed,
        strict: options.strict !== false,
        effectiveAt: options.effectiveAt,
      },
    ]
  })
  for (let at = 0; at < changes.length; at += batchSize)
    await writeBatch(ctx, object, changes.slice(at, at + batchSize), options)
}

/** Equal as values of the API. */
export function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
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
  if (!options.bare)
    await removeParts(
      ctx,
      object,
      live.map((one) => one.id),
    )
  const changes = live.map(
    (one): Change => ({ object, verb: 'delete', id: one.id, before: one.record, patch: {}, strict: true }),
  )
  await writeBatch(ctx, object, changes, options)
}

async function removeParts(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<void> {
  for (const part of ctx.model.objects.values())
    for (const field of part.fields.values()) {
      if (!field.options.cascade || field.options.object !== object.name) continue
      const [column = ''] = columnNames(field)
      const found = await ctx.tx.rows<{ id: string }>(sql`
        select t.id from ${readTable(part)} t where t.workspace_id = ${ctx.actor.workspaceId}
        and t.${identifier(column)} = any(${ids}::uuid[]) and t.deleted_at is null`)
      if (found.length > 0)
        await deleteRecords(
          ctx,
          part,
          await lockRecords(
            ctx,
            part,
            found.map((row) => row.id),
            'delete',
            false,
          ),
        )
    }
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
  const changes = gone.map(
    (one): Change => ({ object, verb: 'restore', id: one.id, before: one.record, patch: {}, strict: false }),
  )
  await writeBatch(ctx, object, changes, options)
}

/** One batch of changes of one object: lifecycles, checks, rows, journal, lifecycles. */
async function writeBatch(
  ctx: Context,
  object: ObjectType,
  changes: readonly Change[],
  options: WriteOptions,
): Promise<void> {
  const lifecycles = options.bare
    ? []
    : [
        ...(ctx.kernel.lifecycles.get(object.table) ?? []),
        ...(object.table === object.name ? [] : (ctx.kernel.lifecycles.get(object.name) ?? [])),
      ]
  for (const lifecycle of lifecycles) await lifecycle.before?.(ctx, changes)
  if (!options.bare)
    for (const change of changes) if (change.verb === 'create' || change.verb === 'update') checkRequired(change)
  if (options.checked) await checkReferences(ctx, object, changes)
  // The rows and their journal travel in one round trip; a failure of the first undoes both.
  const results = await Promise.allSettled([writeRows(ctx, object, changes), journal(ctx, object, changes)])
  for (const result of results) if (result.status === 'rejected') throw explained(result.reason, object)
  for (const lifecycle of lifecycles) await lifecycle.after?.(ctx, changes)
}

function checkRequired(change: Change): void {
  const missing: Record<string, FieldProblem> = {}
  for (const field of change.object.fields.values()) {
    if (!field.options.required || field.system || field.name === 'id') continue
    if (field.custom && !change.strict) continue
    const concerned = change.verb === 'create' || field.name in change.patch
    const value = valueAfter(change, field.name)
    if (concerned && (value === null || value === undefined)) missing[field.name] = { code: 'required' }
  }
  if (Object.keys(missing).length > 0) throw invalid(missing)
}

/** Every record that is referred to must be there for the actor. Catalogues are looked up in memory. */
async function checkReferences(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const wanted = new Map<string, Set<string>>()
  const wrong: Record<string, FieldProblem> = {}
  for (const field of object.fields.values()) {
    if (field.type.kind !== 'reference' || field.system) continue
    const target = field.options.object ?? ''
    const known = ctx.model.catalogue.get(target)
    for (const change of changes) {
      const id = change.patch[field.name]
      if (typeof id !== 'string') continue
      if (known) {
        const row = known.get(id)
        if (!row || row.deleted_at !== null) wrong[field.name] = { code: 'not_found' }
      } else wanted.set(`${target} ${field.name}`, (wanted.get(`${target} ${field.name}`) ?? new Set()).add(id))
    }
  }
  if (wanted.size > 0) Object.assign(wrong, await missingReferences(ctx, wanted))
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
}

async function missingReferences(
  ctx: Context,
  wanted: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Record<string, FieldProblem>> {
  const checks = [...wanted].flatMap(([key, ids]) => {
    const [target = '', name = ''] = key.split(' ')
    const object = ctx.model.objects.get(target)
    if (!object) return []
    return [
      sql`select ${name}::text as field, (select count(*) from ${readTable(object)} t where ${and([
        sql`t.workspace_id = ${ctx.actor.workspaceId}`,
        sql`t.id = any(${[...ids]}::uuid[])`,
        sql`t.deleted_at is null`,
        policy(ctx.model, ctx.actor, object, 'read', 't'),
      ])}) = ${ids.size}::int as found`,
    ]
  })
  const rows = await ctx.tx.rows<{ field: string; found: boolean }>(join(checks, ' union all '))
  return Object.fromEntries(rows.filter((row) => !row.found).map((row) => [row.field, { code: 'not_found' }]))
}

async function writeRows(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  if (changes[0]?.verb === 'create') return insertRows(ctx, object, changes)
  await Promise.all(changes.map((change) => updateRow(ctx, object, change)))
}

async function insertRows(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const fields = [...object.fields.values()].filter(
    (field) =>
      !field.system &&
      !field.custom &&
      field.name !== 'id' &&
      changes.some((change) => present(change.patch[field.name])),
  )
  const custom = [...object.fields.values()].filter((field) => field.custom)
  const names = [
    'workspace_id',
    'id',
    ...fields.flatMap(columnNames),
    ...kindColumn(object, fields),
    'custom',
    'version',
    'created_at',
    'created_by_id',
    'updated_at',
    'updated_by_id',
    'operation_id',
  ]
  const now = ctx.now.toISOString()
  const by = ctx.actor.userId
  const rows = changes.map((change) => {
    const values = [
      ctx.actor.workspaceId,
      change.id,
      ...fields.flatMap((field) => stored(ctx, field, change.patch[field.name])),
      ...(kindColumn(object, fields).length > 0 ? [object.activity] : []),
      JSON.stringify(customValues(ctx, custom, change)),
      1,
      now,
      by,
      now,
      by,
      ctx.operationId,
    ]
    return sql`(${join(values.map((value) => sql`${value}`))})`
  })
  await ctx.tx.rows(sql`insert into ${writeTable(object)} (${join(names.map(identifier))}) values ${join(rows)}`)
}

/** A kind of activity has no field for its kind; the table has the column. */
function kindColumn(object: ObjectType, fields: readonly Field[]): readonly string[] {
  return object.activity && object.activity !== '*' && !fields.some((field) => field.name === 'kind') ? ['kind'] : []
}

function present(value: unknown): boolean {
  return value !== null && value !== undefined
}

/** The stored values of a field, in the order of its columns. */
function stored(ctx: Context, field: Field, value: unknown): readonly unknown[] {
  const { columns } = field.type
  if (!present(value)) return columns.map(() => null)
  const values = columnValues(ctx, field, value)
  return values.map((one, index) => (columns[index]?.type === 'jsonb' && present(one) ? JSON.stringify(one) : one))
}

function columnValues(ctx: Context, field: Field, value: unknown): readonly unknown[] {
  const type: FieldType = field.type
  return type.toColumns(value, (minor, currency) => ctx.model.worth(minor, currency, ctx.today))
}

function customValues(ctx: Context, fields: readonly Field[], change: Change): Record<string, unknown> {
  const document: Record<string, unknown> = {}
  for (const field of fields) {
    const value = change.patch[field.name]
    if (present(value)) document[field.name] = customDocument(field, columnValues(ctx, field, value))
  }
  return document
}

async function updateRow(ctx: Context, object: ObjectType, change: Change): Promise<void> {
  const sets: Sql[] = []
  const document: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(change.patch)) {
    const field = object.fields.get(name)
    if (!field || field.system) continue
    if (field.custom) document[name] = present(value) ? customDocument(field, columnValues(ctx, field, value)) : null
    else {
      const values = stored(ctx, field, value)
      sets.push(...columnNames(field).map((column, index) => sql`${identifier(column)} = ${values[index] ?? null}`))
    }
  }
  if (Object.keys(document).length > 0)
    sets.push(sql`custom = jsonb_strip_nulls(custom || ${JSON.stringify(document)}::jsonb)`)
  if (change.verb === 'delete') sets.push(sql`deleted_at = ${ctx.now.toISOString()}`)
  if (change.verb === 'restore') sets.push(sql`deleted_at = null`)
  await ctx.tx.rows(sql`
    update ${writeTable(object)} t set ${join([
      ...sets,
      sql`version = t.version + 1`,
      sql`updated_at = ${ctx.now.toISOString()}`,
      sql`updated_by_id = ${ctx.actor.userId}`,
      sql`operation_id = ${ctx.operationId}`,
    ])} where t.workspace_id = ${ctx.actor.workspaceId} and t.id = ${change.id}`)
}

/** Database errors that a caller caused, in the caller's terms (scale.md C5). */
export function explained(error: unknown, object: ObjectType): unknown {
  if (typeof error !== 'object' || error === null || !('code' in error)) return error
  const constraint =
    'constraint' in error && typeof error.constraint === 'string' ? error.constraint.replace(/_\d+$/, '') : ''
  if (error.code === '23505')
    return new Failure(409, 'unique_violation', {
      details: { object: object.name, fields: uniqueFields(object, constraint) },
    })
  if (error.code === '23503') return new Failure(422, 'invalid_input', { fields: referenceFields(object, constraint) })
  if (error.code === '22003' || error.code === '22001') return new Failure(422, 'too_large')
  return error
}

function uniqueFields(object: ObjectType, constraint: string): readonly string[] {
  if (constraint.endsWith('_pkey')) return ['id']
  return object.unique.find((fields) => constraint.includes(fields.map(snakeCase).join('_'))) ?? []
}

function referenceFields(object: ObjectType, constraint: string): Record<string, FieldProblem> {
  const field = [...object.fields.values()].find(
    (one) => one.type.kind === 'reference' && constraint.includes(columnNames(one)[0] ?? ' '),
  )
  return { [field?.name ?? 'id']: { code: 'not_found' } }
}

/** The day on which the workspace is. */
export function todayOf(ctx: Pick<Context, 'model' | 'now'>): string {
  return dayIn(ctx.model.settings.timeZone, ctx.now)
}

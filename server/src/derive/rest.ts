import {
  type AggregateQuery,
  type AggregateResult,
  type BulkResult,
  isId,
  type ListQuery,
  type ObjectType,
  referredIds,
} from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { fingerprintOf, type Performing, type WriteOptions, write } from '../kernel/action.ts'
import { aggregateRecords } from '../kernel/aggregate-records.ts'
import { type BulkStep, bulk as inBulk } from '../kernel/bulk.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, invalid, notFound } from '../kernel/failure.ts'
import { requireFreeId } from '../kernel/free-id.ts'
import { passGates } from '../kernel/gate.ts'
import { acceptInput, requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { mergedInto } from '../kernel/merged-records.ts'
import {
  countRecords,
  listRecords,
  readingFor,
  readRecord,
  readWritten,
  requireVisible,
} from '../kernel/read-records.ts'
import { mergeStale } from '../kernel/stale-merge.ts'
import { lockRecords } from '../kernel/write-records.ts'
import { orMerged, withMergedReferences } from './merged-ids.ts'
import { createdBefore, ownId } from './own-id.ts'
import { asWriterSees, type Written } from './written.ts'

/** What every object can do, derived from its declaration. JSON text goes to the caller as PostgreSQL made it. */

export async function list(kernel: Kernel, caller: Caller, object: ObjectType, query: ListQuery): Promise<string> {
  requireVerb(caller.actor, object, 'read')
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const at = readingFor(kernel, caller, tx)
    const [page, count] = await Promise.all([
      listRecords(at, object, query),
      query.count ? countRecords(at, object, query) : undefined,
    ])
    const counted = count ? `,"count":${JSON.stringify(count)}` : ''
    return `{"items":${page.items},"next":${JSON.stringify(page.next)}${counted}}`
  })
}

export function read(kernel: Kernel, caller: Caller, object: ObjectType, id: string): Promise<string> {
  requireVerb(caller.actor, object, 'read')
  requireId(id)
  return kernel.database.read(caller.actor.workspaceId, (tx) => readRecord(readingFor(kernel, caller, tx), object, id))
}

export function count(kernel: Kernel, caller: Caller, object: ObjectType, query: ListQuery) {
  requireVerb(caller.actor, object, 'read')
  return kernel.database.read(caller.actor.workspaceId, (tx) =>
    countRecords(readingFor(kernel, caller, tx), object, query),
  )
}

export async function aggregate(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  query: AggregateQuery,
): Promise<AggregateResult> {
  requireVerb(caller.actor, object, 'read')
  const groups = await kernel.database.read(caller.actor.workspaceId, (tx) =>
    aggregateRecords(readingFor(kernel, caller, tx), object, query),
  )
  return { ...groups, currency: caller.model.settings.baseCurrency }
}

interface CreationOptions {
  readonly idempotencyKey?: string
  /** For how many seconds it waited on a device that had no network: the record is from before. */
  readonly waited?: number
}

export async function create(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  body: unknown,
  { idempotencyKey, waited = 0 }: CreationOptions = {},
): Promise<Written> {
  requireVerb(caller.actor, object, 'create')
  const values = acceptInput(caller.model, caller.actor, object, body, 'create')
  const id = ownId(values)
  const made = withMergedReferences(kernel, caller, object, values, (led) => {
    const insert = (ctx: Context): Promise<string> => {
      const madeAt = waited > 0 ? new Date(ctx.now.getTime() - waited * 1_000).toISOString() : undefined
      return insertOne(ctx, object, led, madeAt)
    }
    return writeAndRead(kernel, caller, object, insert, {
      idempotencyKey,
      ...fingerprintOf({ idempotencyKey }, `create ${object.name}`, body),
    })
  })
  return id ? orAsBefore(made, () => createdBefore(kernel, caller, object, { id, values })) : made
}

/** Whatever is in the way of a creation that is repeated: what it made the first time, or what became of that. */
async function orAsBefore(made: Promise<Written>, before: () => Promise<Written | undefined>): Promise<Written> {
  try {
    return await made
  } catch (error) {
    const known = error instanceof Failure ? await before() : undefined
    if (known) return known
    throw error
  }
}

async function insertOne(ctx: Context, object: ObjectType, values: Values, madeAt?: string): Promise<string> {
  const id = ownId(values)
  if (id) await requireFreeId(ctx, object, id)
  await passGates(ctx, { object, id, before: null, patch: values })
  return ctx.insert(object.name, values, { checked: true, madeAt, mayExist: id !== undefined })
}

/**
 * Writes a record and reads it back. Reading and commit leave in one packet; only an answer that must be kept for the
 * idempotency key is waited for before the commit.
 */
export async function writeAndRead(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  work: (ctx: Context) => Promise<string>,
  options: WriteOptions = {},
): Promise<Written> {
  const done = await write<{ record: string | Promise<string>; operationId: string }>(
    kernel,
    caller,
    async (ctx) => {
      const record = written(ctx, object, await work(ctx))
      // When the unit of work fails, its own failure is told; not that of the reading after it.
      record.catch(() => {})
      return { record: options.idempotencyKey ? await record : record, operationId: ctx.operationId }
    },
    options,
  )
  return { record: await done.record, operationId: done.operationId }
}

function written(ctx: Context, object: ObjectType, id: string): Promise<string> {
  return asWriterSees(id, readWritten(ctx, ctx.model.objects.get(object.name) ?? object, id))
}

/** Changes fields. With a version, what others changed meanwhile is merged when the fields differ, else refused. */
export async function update(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  id: string,
  body: unknown,
  version?: number,
): Promise<Written> {
  requireVerb(caller.actor, object, 'edit')
  requireId(id)
  const patch = acceptInput(caller.model, caller.actor, object, body, 'edit')
  return withMergedReferences(kernel, caller, object, patch, (led) =>
    writeAndRead(kernel, caller, object, async (ctx) => {
      await updateOne(ctx, object, id, led, version)
      return id
    }),
  )
}

async function updateOne(
  ctx: Context,
  object: ObjectType,
  id: string,
  patch: Readonly<Record<string, unknown>>,
  version?: number,
): Promise<void> {
  const record = await ctx.forUpdate(object.name, id)
  if (version !== undefined && record.version !== version) await mergeStale(ctx, object, id, record, patch, version)
  await passGates(ctx, { object, id, before: record, patch })
  await ctx.update(object.name, id, patch, { checked: true })
}

/** Deletes; with a version, only what is as it was read. */
export function remove(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  id: string,
  version?: number,
): Promise<{ operationId: string }> {
  requireVerb(caller.actor, object, 'delete')
  requireId(id)
  return write(kernel, caller, async (ctx) => {
    if (version !== undefined) await requireVersion(ctx, object, id, version)
    await removeOne(ctx, object, id)
    return { operationId: ctx.operationId }
  })
}

/** What was deleted before may be deleted again; what was merged into another is not deleted. @throws Failure 404 */
async function removeOne(ctx: Context, object: ObjectType, id: string): Promise<void> {
  const [merged] = await Promise.all([
    mergedInto(ctx.tx, object, [id]),
    ctx.remove(object.name, [id], { checked: true }),
  ])
  if (merged.size > 0) throw notFound()
}

/** @throws Failure 412 `stale_version` */
async function requireVersion(ctx: Context, object: ObjectType, id: string, version: number): Promise<void> {
  const [stored] = await lockRecords(ctx, object, [id], 'delete', true)
  if (stored?.record.version !== version)
    throw new Failure(412, 'stale_version', { details: { current: null, conflicts: {} } })
}

export function restore(kernel: Kernel, caller: Caller, object: ObjectType, id: string): Promise<Written> {
  requireVerb(caller.actor, object, 'delete')
  requireId(id)
  return write(kernel, caller, async (ctx) => {
    await lockRecords(ctx, object, [id], 'delete', true)
    await ctx.restore(object.name, [id])
    return { record: await written(ctx, object, id), operationId: ctx.operationId }
  })
}

/** Many at once under one operation; each stands for itself: one that fails does not hold up the others. */
export function bulk(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  raw: unknown,
  idempotencyKey?: string,
): Promise<BulkResult> {
  const steps = bulkSteps(raw).map(
    (step): BulkStep =>
      (performing) =>
        bulkStep(kernel, caller, object, step, performing),
  )
  return inBulk(kernel, caller, { name: `bulk ${object.name}`, raw, idempotencyKey }, steps)
}

const many = z.array(z.unknown()).default([])
const inOneGo = z.strictObject({ create: many, update: many, delete: many })

type Step = { verb: 'create' | 'update'; values: unknown } | { verb: 'delete'; id: unknown }

function bulkSteps(raw: unknown): readonly Step[] {
  const wished = acceptBody(inOneGo, raw)
  return [
    ...wished.create.map((values) => ({ verb: 'create' as const, values })),
    ...wished.update.map((values) => ({ verb: 'update' as const, values })),
    ...wished.delete.map((id) => ({ verb: 'delete' as const, id })),
  ]
}

async function bulkStep(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  step: Step,
  performing: Performing,
): Promise<string> {
  const { actor, model } = caller
  const perform = (work: (ctx: Context) => Promise<string>) => write(kernel, caller, work, performing)
  if (step.verb === 'delete') {
    requireVerb(actor, object, 'delete')
    const one = requireId(step.id)
    return orMerged(kernel, { caller, object, id: one }, () =>
      perform(async (ctx) => {
        await removeOne(ctx, object, one)
        return one
      }),
    )
  }
  if (step.verb === 'create') {
    requireVerb(actor, object, 'create')
    const values = acceptInput(model, actor, object, step.values, 'create')
    return withMergedReferences(kernel, caller, object, values, (led) => perform((ctx) => insertOne(ctx, object, led)))
  }
  requireVerb(actor, object, 'edit')
  const { id: given, version, ...patch } = documentIn(step.values)
  const one = requireId(given)
  const values = acceptInput(model, actor, object, patch, 'edit')
  const seen = typeof version === 'number' ? version : undefined
  return orMerged(kernel, { caller, object, id: one }, () =>
    withMergedReferences(kernel, caller, object, values, (led) =>
      perform(async (ctx) => {
        await updateOne(ctx, object, one, led, seen)
        return one
      }),
    ),
  )
}

function documentIn(values: unknown): Readonly<Record<string, unknown>> {
  if (typeof values !== 'object' || values === null || Array.isArray(values))
    throw invalid({ '': { code: 'not_a_document' } })
  return { ...values }
}

/** @throws Failure 404: an id that is none names nothing */
export function requireId(id: unknown): string {
  if (!isId(id)) throw notFound()
  return id
}

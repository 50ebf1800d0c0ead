import { createHash } from 'node:crypto'
import { shared, sql } from '@tendero/model'
import type { z } from 'zod'
import { acceptBody } from './accept-body.ts'
import { type Actor, authorOf } from './actor.ts'
import { tellAdmissions } from './admissions.ts'
import type { Caller } from './caller.ts'
import type { Context } from './context.ts'
import { Failure, forbidden, notFound } from './failure.ts'
import { holdRecords } from './held-records.ts'
import { holdWorkspace } from './hold-workspace.ts'
import { newId } from './identity.ts'
import { openJournal, writeEvents } from './journal.ts'
import type { Kernel } from './kernel.ts'
import type { Values } from './lifecycle.ts'
import { raisedVersion } from './model-version.ts'
import type { Transaction } from './transaction.ts'
import { viewing } from './view-as.ts'
import { loadModel, nowIn } from './workspace-model.ts'
import { deleteRecords, insertRecords, lockRecords, restoreRecords, todayOf, updateRecords } from './write-records.ts'

/** A named thing that people and programs do: its input, who may, and one transaction. */
export interface Action<I, O> {
  readonly name: string
  readonly input: z.ZodType<I>
  readonly may?: (actor: Actor) => boolean
  run(ctx: Context, input: I): Promise<O>
}

export function action<I, O>(definition: Action<I, O>): Action<I, O> {
  return definition
}

export interface Performing {
  readonly idempotencyKey?: string
  readonly operationId?: string
}

/** Runs an action: checks the input and the right, then its one transaction. */
export async function perform<I, O>(
  kernel: Kernel,
  caller: Caller,
  { name, input, may, run }: Action<I, O>,
  raw: unknown,
  performing: Performing = {},
): Promise<O> {
  if (may && !may(caller.actor)) throw forbidden({ action: name })
  const accepted = acceptBody(input, raw)
  return write(kernel, caller, (ctx) => run(ctx, accepted), {
    ...performing,
    ...fingerprintOf(performing, name, raw),
  })
}

export function fingerprintOf(performing: Performing, name: string, raw: unknown): { fingerprint?: string } {
  return performing.idempotencyKey ? { fingerprint: fingerprint(name, raw) } : {}
}

/** Tells a repeated request from another one that uses the same key. */
export function fingerprint(name: string, body: unknown): string {
  return createHash('sha256')
    .update(`${name} ${JSON.stringify(body)}`)
    .digest('base64')
}

export interface WriteOptions extends Performing {
  readonly fingerprint?: string
  /** See `Context.rehearsed`; `rehearse` takes it back. */
  readonly rehearsed?: boolean
}

const attempts = 3
const repeatable = new Set(['40001', '40P01'])

/**
 * One unit of work: a transaction, its history under one operation, its events; repeated when PostgreSQL asks for it.
 * With an idempotency key the first answer is kept and given again.
 * @throws Failure 403 `viewing_as` for whoever only borrows somebody's eyes
 */
export async function write<O>(
  kernel: Kernel,
  caller: Caller,
  work: (ctx: Context) => Promise<O>,
  options: WriteOptions = {},
): Promise<O> {
  if (caller.viewer) throw viewing()
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await writeOnce(kernel, caller, work, options)
    } catch (error) {
      if (attempt >= attempts || !repeatable.has(codeOf(error))) throw error
    }
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

async function writeOnce<O>(
  kernel: Kernel,
  caller: Caller,
  work: (ctx: Context) => Promise<O>,
  options: WriteOptions,
): Promise<O> {
  const outcome = await kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    const kept = options.idempotencyKey ? await claimKey(tx, caller.actor, options) : undefined
    if (kept) return { result: kept.response as O, version: undefined }
    const made = makeContext(kernel, caller, tx, options)
    const result = await work(made.ctx)
    made.ctx.journal.flush()
    writeEvents(made.ctx, made.events)
    const version = made.ctx.journal.changesModel ? await raisedVersion(tx) : undefined
    await caller.beforeCommit?.(made.ctx)
    if (options.idempotencyKey) keepResponse(tx, caller.actor, options.idempotencyKey, result)
    return { result, version }
  })
  if (outcome.version !== undefined) await publishMetadata(kernel, caller.actor.workspaceId, outcome.version)
  kernel.wakeRelay()
  return outcome.result
}

/**
 * Claims the key; a concurrent holder is waited for, and a kept answer given. It holds what the first one could read, so
 * that another role of the same person (an API key has one) is told of a mismatch.
 */
async function claimKey(
  tx: Transaction,
  actor: Actor,
  options: WriteOptions,
): Promise<{ response: unknown } | undefined> {
  const { idempotencyKey } = options
  const print = `${options.fingerprint ?? ''} ${actor.roleId}`
  const claimed = await tx.rows(sql`
    insert into tendero.idempotency (workspace_id, actor_id, key, fingerprint, created_at)
    values (${actor.workspaceId}, ${actor.userId}, ${idempotencyKey}, ${print}, ${new Date().toISOString()})
    on conflict (workspace_id, actor_id, key) do nothing returning key`)
  if (claimed.length > 0) return undefined
  const [row] = await tx.rows<{ fingerprint: string; response: unknown }>(sql`
    select i.fingerprint, i.response from tendero.idempotency i
    where i.workspace_id = ${actor.workspaceId} and i.actor_id = ${actor.userId} and i.key = ${idempotencyKey}`)
  if (!row || row.fingerprint !== print) throw new Failure(422, 'idempotency_mismatch')
  return { response: row.response }
}

function keepResponse(tx: Transaction, actor: Actor, key: string, response: unknown): void {
  tx.send(sql`
    update tendero.idempotency i set response = ${JSON.stringify(response ?? null)}
    where i.workspace_id = ${actor.workspaceId} and i.actor_id = ${actor.userId} and i.key = ${key}`)
}

/** Tells the control schema, and with it every process, that the workspace's model has changed. Safe to repeat. */
export async function publishMetadata(
  kernel: Pick<Kernel, 'database' | 'admissions'>,
  workspaceId: string,
  version: number,
): Promise<void> {
  await kernel.database.control(
    sql`update control.workspace set metadata_version = ${version} where id = ${workspaceId} and metadata_version < ${version}`,
  )
  await tellAdmissions(kernel)
}

interface Made {
  readonly ctx: Context
  readonly events: readonly { topic: string; payload: Values }[]
}

/** The context of one unit of work; of an operation that goes on, or of a new one. */
export function makeContext(
  kernel: Kernel,
  caller: Caller,
  tx: Transaction,
  { operationId: goingOn, rehearsed = false }: Pick<WriteOptions, 'operationId' | 'rehearsed'> = {},
): Made {
  const operationId = goingOn ?? newId()
  const events: { topic: string; payload: Values }[] = []
  let model = caller.model
  let today: string | undefined
  let held: Promise<void> | undefined
  const now = nowIn(kernel, model)
  const stamp = {
    workspace: shared(caller.actor.workspaceId),
    operation: shared(operationId),
    author: shared(authorOf(caller.actor)),
    at: shared(now.toISOString()),
  }
  const objectOf = (name: string) => {
    const object = model.objects.get(name)
    if (!object) throw new Error(`no object ${name}`)
    return object
  }
  const { hold, release } = holdRecords((name, ids, checked) => lockRecords(ctx, objectOf(name), ids, 'edit', checked))
  const ctx: Context = {
    kernel,
    tx,
    operationId,
    now,
    actor: caller.actor,
    origin: caller.origin,
    noteRead: kernel.reads.noting(caller),
    stamp,
    rehearsed,
    journal: openJournal(kernel, {
      actor: caller.actor,
      origin: caller.origin,
      tx,
      now,
      operationId,
      stamp,
      operationGoesOn: goingOn !== undefined,
      rehearsed,
    }),
    get model() {
      return model
    },
    get today() {
      today ??= todayOf(ctx)
      return today
    },
    object: objectOf,
    async forUpdate(name, id) {
      const [stored] = await hold(name, [id], true)
      if (!stored || stored.deleted) throw notFound()
      return stored.record
    },
    async lock(name, ids) {
      const rows = await hold(name, ids, false)
      return new Map(rows.filter((row) => !row.deleted).map((row) => [row.id, row.record]))
    },
    async insert(name, values, options) {
      const [id = ''] = await insertRecords(ctx, objectOf(name), [values], options)
      return id
    },
    insertMany: (name, values, options) => insertRecords(ctx, objectOf(name), values, options),
    async update(name, id, patch, options) {
      const [stored] = await hold(name, [id], options?.checked === true)
      if (!stored) throw notFound()
      release([id])
      await updateRecords(ctx, objectOf(name), [{ id, patch, stored }], options)
    },
    async updateMany(name, patches, options) {
      if (patches.length === 0) return
      const ids = patches.map((one) => one.id)
      const byId = new Map((await hold(name, ids, options?.checked === true)).map((row) => [row.id, row]))
      release(ids)
      await updateRecords(
        ctx,
        objectOf(name),
        patches.flatMap(({ id, ...patch }) => {
          const stored = byId.get(id)
          return stored ? [{ id, patch, stored }] : []
        }),
        options,
      )
    },
    async remove(name, ids, options) {
      if (ids.length === 0) return
      release(ids)
      const object = objectOf(name)
      await deleteRecords(
        ctx,
        object,
        await lockRecords(ctx, object, ids, 'delete', options?.checked === true),
        options,
      )
    },
    async restore(name, ids) {
      if (ids.length === 0) return
      const object = objectOf(name)
      await restoreRecords(ctx, object, await lockRecords(ctx, object, ids, 'delete', false))
    },
    emit(topic, payload) {
      events.push({ topic, payload })
    },
    holdModel() {
      held ??= holdWorkspace(tx).then(async (version) => {
        if (version !== undefined && version !== model.version) model = await loadModel(tx, kernel.objects, version)
      })
      return held
    },
    async refreshModel() {
      model = await loadModel(tx, kernel.objects, model.version)
    },
  }
  return { ctx, events }
}

import { isId, sql } from '@tendero/model'
import type { Context } from '../../kernel/context.ts'
import { Failure, notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/identity.ts'
import { type ApiCall, type Assistant, Refusal } from './assistant.ts'
import { type WrittenChanges, writtenChanges, writtenFingerprint, writtenRows } from './planned-changes.ts'

/** What would be written, and by what it is confirmed. */
export interface Plan extends WrittenChanges {
  readonly plan: string
  /** Instant. */
  readonly expiresAt: string
}

export interface ConfirmedPlan {
  readonly operationId: string
  /** What the API answered. */
  readonly answer: unknown
}

/** A request that writes. */
interface PlannedRequest extends ApiCall {
  /** The record that it changes: whoever may change it may read it, though perhaps not any more afterwards. */
  readonly record?: string
}

interface StoredPlan {
  readonly key_id: string
  readonly request: PlannedRequest
  readonly fingerprint: string
  readonly expires_at: Date
  readonly operation_id: string | null
}

const lifeMilliseconds = 10 * 60_000

/** Taken back on purpose: what would be written is known. */
const rehearsed = 'rehearsed'

/**
 * Has the API do something and takes it back before it is committed; what it wrote is the plan. Nothing is told to
 * anybody: events and jobs are rows of the same transaction.
 * @throws Refusal as the API would refuse it
 */
export async function makePlan(assistant: Assistant, request: PlannedRequest): Promise<Plan> {
  const { fingerprint, changes } = await rehearse(assistant, request)
  const plan = newId()
  const expiresAt = new Date(assistant.kernel.now().getTime() + lifeMilliseconds).toISOString()
  const { workspaceId } = assistant.caller.actor
  await assistant.kernel.database.transaction(workspaceId, (tx) =>
    tx.rows(sql`insert into tendero.change_plan (workspace_id, id, key_id, request, fingerprint, expires_at)
      values (${workspaceId}, ${plan}, ${assistant.key.id}, ${JSON.stringify(request)}, ${fingerprint}, ${expiresAt})`),
  )
  return { plan, expiresAt, ...changes }
}

interface Rehearsal {
  readonly changes: WrittenChanges
  readonly fingerprint: string
}

async function rehearse({ ask }: Assistant, request: PlannedRequest): Promise<Rehearsal> {
  let written: Rehearsal | undefined
  try {
    await ask(request, async (ctx) => {
      const rows = await writtenRows(ctx)
      written = { changes: await writtenChanges(ctx, rows, request.record), fingerprint: writtenFingerprint(ctx, rows) }
      throw new Failure(409, rehearsed)
    })
  } catch (error) {
    if (written && error instanceof Refusal && error.problem.code === rehearsed) return written
    throw error
  }
  throw new Error(`${request.method} ${request.path} has nothing to take back`)
}

/**
 * Does what was planned, once: in the transaction that writes, the plan is marked as done and what was written is held
 * against it.
 * @throws Failure 404 for a plan that is none of this key's, 410 `plan_expired`, 409 `plan_already_confirmed` with the
 * operation that did it
 * @throws Refusal as the API refuses it now; 409 `plan_outdated` when it would do something else than was planned
 */
export async function confirmPlan(assistant: Assistant, plan: string): Promise<ConfirmedPlan> {
  const stored = await planOf(assistant, plan)
  if (stored.operation_id) throw alreadyConfirmed(stored.operation_id)
  if (stored.expires_at <= assistant.kernel.now()) throw new Failure(410, 'plan_expired')
  let operationId = ''
  try {
    const answer = await assistant.ask(stored.request, async (ctx) => {
      operationId = ctx.operationId
      await markConfirmed(ctx, plan)
      if (writtenFingerprint(ctx, await writtenRows(ctx)) !== stored.fingerprint)
        throw new Failure(409, 'plan_outdated')
    })
    return { operationId, answer }
  } catch (error) {
    // Confirmed by another one meanwhile, it is refused for what that one did: a record that is there now.
    const done = await planOf(assistant, plan).catch(() => undefined)
    throw done?.operation_id ? alreadyConfirmed(done.operation_id) : error
  }
}

async function planOf({ kernel, caller, key }: Assistant, plan: string): Promise<StoredPlan> {
  const { workspaceId } = caller.actor
  if (!isId(plan)) throw notFound()
  const [stored] = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<StoredPlan>(sql`select p.key_id, p.request, p.fingerprint, p.expires_at, p.operation_id from app.change_plan p
      where p.workspace_id = ${workspaceId} and p.id = ${plan}`),
  )
  if (stored?.key_id !== key.id) throw notFound()
  return stored
}

/** Another confirmation at the same time is waited for. */
async function markConfirmed({ tx, actor, operationId }: Context, plan: string): Promise<void> {
  const marked = await tx.rows(sql`update tendero.change_plan p set operation_id = ${operationId}
    where p.workspace_id = ${actor.workspaceId} and p.id = ${plan} and p.operation_id is null returning p.id`)
  if (marked.length === 0) throw alreadyConfirmed()
}

function alreadyConfirmed(operationId?: string): Failure {
  return new Failure(409, 'plan_already_confirmed', operationId ? { details: { operationId } } : {})
}

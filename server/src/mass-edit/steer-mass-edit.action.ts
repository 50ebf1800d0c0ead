import type { MassEditRequest, MassEditRun } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { isKey, mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isLeft } from '../kernel/left-work.ts'
import {
  changeMassEdit,
  countsOf,
  insertMassEdit,
  loadMassEdit,
  noteRecords,
  refusalsOf,
  removeOlder,
  runningOf,
  type StoredMassEdit,
} from './mass-edits.sql.ts'
import { planChanges } from './planned-changes.ts'

/** Records that one mass edit may be about. */
const mostRecords = 100_000
/** Mass edits are forgotten after a month; their operations can be taken back for longer. */
const keptMilliseconds = 30 * 86_400_000

/**
 * Notes which records are to become what, and begins the check of it.
 * @throws Failure 403 without the right, 404 for an unknown object, 422 for what cannot be, and `too_many`
 */
export async function beginMassEdit(kernel: Kernel, caller: Caller, given: MassEditRequest): Promise<string> {
  const { model, actor } = caller
  if (!mayAct(actor, 'mass_edit')) throw forbidden({ action: 'mass_edit' })
  const object = model.objects.get(given.object)
  if (!object) throw notFound()
  requireVerb(actor, object, 'edit')
  planChanges(model, actor, object, given.changes)
  return write(kernel, caller, async (ctx) => {
    const id = newId()
    await removeOlder(ctx.tx, new Date(kernel.now().getTime() - keptMilliseconds))
    await insertMassEdit(ctx, { id, object, changes: given.changes, operationId: newId() })
    const count = await noteRecords(ctx, id, { object, target: given.target, most: mostRecords })
    if (count > mostRecords) throw new Failure(422, 'too_many', { details: { most: mostRecords } })
    ctx.emit('mass_edit.check', { massEdit: id })
    return id
  })
}

/** A mass edit as stored. @throws Failure 404 for one that is not there, or that somebody else began */
export async function findMassEdit(kernel: Kernel, { actor }: Caller, id: string): Promise<StoredMassEdit> {
  const stored = await kernel.database.read(actor.workspaceId, (tx) => loadMassEdit(tx, id))
  const own = stored.createdBy === actor.userId && (!isKey(actor) || stored.role === actor.roleId)
  if (!own && !actor.administrator) throw notFound()
  return stored
}

/** A mass edit for the screens. @throws Failure 404 */
export async function readMassEdit(kernel: Kernel, caller: Caller, id: string): Promise<MassEditRun> {
  const stored = await findMassEdit(kernel, caller, id)
  const { counts, refusals } = await kernel.database.read(caller.actor.workspaceId, async (tx) => ({
    counts: await countsOf(tx, id),
    refusals: await refusalsOf(tx, id),
  }))
  return {
    id,
    object: stored.object,
    changes: stored.changes,
    state: isStale(kernel, stored) ? 'interrupted' : stored.state,
    ...counts,
    refusals,
    operationId: counts.outcome.changed > 0 ? stored.operationId : null,
    error: stored.error,
  }
}

/** One's own mass edits that are being carried out, the latest five of them. */
export async function listRunning(kernel: Kernel, caller: Caller): Promise<readonly MassEditRun[]> {
  const ids = await kernel.database.read(caller.actor.workspaceId, (tx) => runningOf(tx, caller.actor))
  return Promise.all(ids.map((id) => readMassEdit(kernel, caller, id)))
}

function isStale(kernel: Kernel, { state, updatedAt }: StoredMassEdit): boolean {
  return (state === 'checking' || state === 'running') && isLeft(kernel, updatedAt)
}

/**
 * Begins to carry out what was checked; one that was interrupted, cancelled or failed goes on where it stopped.
 * @throws Failure 404, 409 `mass_edit_state` before the check is done, or when it is done already
 */
export async function runMassEdit(kernel: Kernel, caller: Caller, id: string): Promise<void> {
  const stored = await findMassEdit(kernel, caller, id)
  const unchecked = (await kernel.database.read(caller.actor.workspaceId, (tx) => countsOf(tx, id))).preview.left
  const mayGoOn = ['checked', 'cancelled', 'failed'].includes(stored.state) || isStale(kernel, stored)
  if (!mayGoOn) throw wrongState(stored)
  const state = unchecked > 0 ? 'checking' : 'running'
  await write(kernel, caller, async (ctx) => {
    const { changed } = await changeMassEdit(ctx.tx, id, { state, error: null, cancelRequested: false }, [stored.state])
    if (!changed) throw wrongState(stored)
    ctx.emit(state === 'checking' ? 'mass_edit.check' : 'mass_edit.run', { massEdit: id })
  })
}

/** Asks the work to end after its portion; what was written stays, and can be taken back. */
export async function cancelMassEdit(kernel: Kernel, caller: Caller, id: string): Promise<void> {
  await findMassEdit(kernel, caller, id)
  await kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    await changeMassEdit(tx, id, { cancelRequested: true }, ['checking', 'running'])
    await changeMassEdit(tx, id, { state: 'cancelled' }, ['checked'])
  })
}

function wrongState({ state }: StoredMassEdit): Failure {
  return new Failure(409, 'mass_edit_state', { details: { state } })
}

import type { Deactivated, HandOverRun, Holding, Successors } from '@tendero/model'
import { write } from '../kernel/action.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isLeft } from '../kernel/left-work.ts'
import { changeHandOver, insertHandOver, loadHandOver, type StoredHandOver } from './hand-overs.sql.ts'
import { holdingsOf } from './held-records.sql.ts'
import { successorOf, successorsIn } from './successors.ts'

/** @throws Failure 403: whoever gives records away must see all of them */
export function requireAdministrator({ actor }: Caller): void {
  if (!actor.administrator) throw forbidden({ action: 'administrator' })
}

/**
 * Somebody is active no longer, and their records go to others: one operation, which is taken back as one.
 * @throws Failure 404, 409 `last_administrator`, 409 `not_active` for somebody who is not active already
 */
export async function deactivate(
  kernel: Kernel,
  caller: Caller,
  { user, successors }: { readonly user: string; readonly successors: Successors },
): Promise<Deactivated> {
  const id = newId()
  const begun = await write(kernel, caller, async (ctx) => {
    const { active } = await ctx.forUpdate('user', user)
    if (active !== true) throw new Failure(409, 'not_active')
    await ctx.update('user', user, { active: false }, { checked: true })
    return { operationId: ctx.operationId, given: await begin(ctx, { id, user, successors }) }
  })
  return { operationId: begun.operationId, handOver: begun.given ? await readHandOver(kernel, caller, id) : null }
}

/**
 * Gives the records of somebody who is active no longer to others.
 * @returns null when nobody is named for anything that they hold
 * @throws Failure 409 `still_active`
 */
export async function handOverRecords(
  kernel: Kernel,
  caller: Caller,
  { user, successors }: { readonly user: string; readonly successors: Successors },
): Promise<HandOverRun | null> {
  const known = caller.model.catalogue.get('user')?.get(user)
  if (known?.deleted_at !== null) throw notFound()
  if (known.active === true) throw new Failure(409, 'still_active')
  const id = newId()
  const given = await write(kernel, caller, (ctx) => begin(ctx, { id, user, successors }))
  return given ? readHandOver(kernel, caller, id) : null
}

/** @returns whether there is anything to be given */
async function begin(
  ctx: Context,
  { id, user, successors }: { readonly id: string; readonly user: string; readonly successors: Successors },
): Promise<boolean> {
  if (successorsIn(successors).length === 0) return false
  const holdings = await holdingsOf(ctx, user)
  const given = holdings.filter((one) => successorOf(successors, one) !== null)
  const total = given.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return false
  const moved = await giveTeams(ctx, given, successors)
  insertHandOver(ctx, { id, user, successors, total, moved })
  ctx.emit('hand_over.run', { handOver: id })
  return true
}

/** Teams are few, and nobody is to wait for who manages them now. @returns how many have another manager */
async function giveTeams(ctx: Context, given: readonly Holding[], successors: Successors): Promise<number> {
  const teams = given.filter(({ object }) => object === 'team')
  for (const one of teams)
    if (one.team !== null) await ctx.update('team', one.team, { manager: successorOf(successors, one) })
  return teams.length
}

/** A hand-over for the screens. @throws Failure 404 */
export async function readHandOver(kernel: Kernel, { actor }: Caller, id: string): Promise<HandOverRun> {
  return shown(kernel, await kernel.database.read(actor.workspaceId, (tx) => loadHandOver(tx, id)))
}

export function shown(kernel: Kernel, stored: StoredHandOver): HandOverRun {
  const { id, user, total, moved, refused, operationId, error, updatedAt } = stored
  const state = stored.state === 'running' && isLeft(kernel, updatedAt) ? 'interrupted' : stored.state
  return { id, user, state, total, moved, refused, operationId, error }
}

/** Asks the work to end after its portion; what was given stays given, and can be taken back. */
export async function cancelHandOver(kernel: Kernel, { actor }: Caller, id: string): Promise<void> {
  await kernel.database.transaction(actor.workspaceId, async (tx) => {
    await changeHandOver(tx, id, { cancelRequested: true }, ['running'])
  })
}

/** Goes on where it was cancelled, failed or was left. @throws Failure 404, 409 `hand_over_state` */
export async function resumeHandOver(kernel: Kernel, caller: Caller, id: string): Promise<void> {
  const { state } = await readHandOver(kernel, caller, id)
  if (state === 'running' || state === 'done') throw new Failure(409, 'hand_over_state', { details: { state } })
  await write(kernel, caller, async (ctx) => {
    const patch = { state: 'running', error: null, cancelRequested: false } as const
    await changeHandOver(ctx.tx, id, patch, ['running', 'cancelled', 'failed'])
    ctx.emit('hand_over.run', { handOver: id })
  })
}

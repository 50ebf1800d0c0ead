import type { ObjectType } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import { changeHandOver, type HandOverPatch, loadHandOver, type StoredHandOver } from './hand-overs.sql.ts'
import { type HeldRecord, heldObjects, nextHeld } from './held-records.sql.ts'
import { requireInForce, successorOf } from './successors.ts'

/** Which hand-over, in which workspace. */
export interface HandOverPlace {
  readonly workspaceId: string
  readonly id: string
}

/** Records of one transaction. */
const portion = 500

/** The process stops; the job comes again and goes on. */
class Interrupted extends Error {}

/**
 * Gives the records of somebody to their successors, in portions under the operation of the deactivation. How far it is
 * stands in the transaction of each portion, so that whoever takes the work up again goes on exactly there.
 */
export async function handOver(kernel: Kernel, place: HandOverPlace): Promise<void> {
  try {
    while (await stillWanted(kernel, place)) if (!(await handOverPortion(kernel, place))) return
  } catch (error) {
    if (error instanceof Interrupted) throw error
    const code = error instanceof Failure ? error.code : 'internal'
    if (code === 'internal') kernel.log.error({ err: error, handOver: place.id }, 'a hand-over failed')
    await note(kernel, place, { state: 'failed', error: code })
  }
}

function note(kernel: Kernel, { workspaceId, id }: HandOverPlace, patch: HandOverPatch) {
  return kernel.database.transaction(workspaceId, (tx) => changeHandOver(tx, id, patch, ['running']))
}

async function stillWanted(kernel: Kernel, place: HandOverPlace): Promise<boolean> {
  if (kernel.stopping.aborted) throw new Interrupted('the process stops')
  const { changed, cancelRequested } = await note(kernel, place, {})
  if (!changed || !cancelRequested) return changed
  await note(kernel, place, { state: 'cancelled', cancelRequested: false })
  return false
}

/** @returns whether there is more to do */
async function handOverPortion(kernel: Kernel, place: HandOverPlace): Promise<boolean> {
  const stored = await kernel.database.read(place.workspaceId, (tx) => loadHandOver(tx, place.id))
  const caller = await callerAs(kernel, place.workspaceId, stored.createdBy, 'screen')
  if (!caller.actor.administrator) throw forbidden({ action: 'administrator' })
  requireInForce(caller.model, stored.user, stored.successors)
  const objects = heldObjects(caller.model)
  const object = objects.find(({ name }) => name === stored.atObject) ?? objects[0]
  if (!object) return finish(kernel, place)
  const wanted = { userId: stored.user, after: stored.afterId, most: portion }
  const held = await kernel.database.read(place.workspaceId, (tx) =>
    nextHeld(readingFor(kernel, caller, tx), object, wanted),
  )
  if (held.length > 0) {
    await give({ kernel, caller, stored, object }, held)
    return true
  }
  const next = objects[objects.indexOf(object) + 1]
  if (!next) return finish(kernel, place)
  await note(kernel, place, { atObject: next.name, afterId: null })
  return true
}

async function finish(kernel: Kernel, place: HandOverPlace): Promise<false> {
  await note(kernel, place, { state: 'done', error: null })
  return false
}

interface Work {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly stored: StoredHandOver
  readonly object: ObjectType
}

/** Gives records together; when one of them is refused, each alone, so that it holds nobody up. */
async function give(work: Work, held: readonly HeldRecord[]): Promise<void> {
  try {
    await giveTogether(work, held)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    if (held.length > 1) for (const one of held) await give(work, [one])
    else await passOver(work, held)
  }
}

async function giveTogether({ kernel, caller, stored, object }: Work, held: readonly HeldRecord[]): Promise<void> {
  const { id, operationId, successors } = stored
  await write(
    kernel,
    caller,
    async (ctx) => {
      const given = held.flatMap((one) => {
        const owner = successorOf(successors, { object: object.name, team: one.team })
        return owner === null ? [] : [{ id: one.id, owner }]
      })
      const records = await ctx.lock(
        object.name,
        given.map((one) => one.id),
      )
      // Somebody may have given it away meanwhile.
      const still = given.filter((one) => records.get(one.id)?.owner === stored.user)
      await ctx.updateMany(object.name, still, { strict: false })
      const reached = { atObject: object.name, afterId: held.at(-1)?.id, moved: still.length }
      await changeHandOver(ctx.tx, id, reached, ['running'])
    },
    { operationId },
  )
}

async function passOver({ kernel, caller, stored, object }: Work, held: readonly HeldRecord[]): Promise<void> {
  const place = { workspaceId: caller.actor.workspaceId, id: stored.id }
  await note(kernel, place, { atObject: object.name, afterId: held.at(-1)?.id, refused: held.length })
}

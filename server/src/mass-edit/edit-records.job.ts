import type { ObjectType } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { mayAct } from '../kernel/actor.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { rehearse } from '../kernel/rehearsal.ts'
import { same } from '../kernel/write-records.ts'
import {
  changeMassEdit,
  claimRecords,
  loadMassEdit,
  nextRecords,
  noteOutcomes,
  type Outcome,
  rightsOn,
  type Stage,
  type StoredMassEdit,
} from './mass-edits.sql.ts'
import { type PlannedChanges, patchOf, planChanges } from './planned-changes.ts'

/** Which mass edit, in which workspace. */
export interface MassEditPlace {
  readonly workspaceId: string
  readonly id: string
}

/** Records of one transaction. */
const portion = 500

/** The process stops; the job comes again and goes on. */
class Interrupted extends Error {}

const working = { preview: 'checking', outcome: 'running' } as const
const finished = { preview: 'checked', outcome: 'done' } as const

/**
 * One pass over the records of a mass edit, in portions: `preview` writes each portion as it would be and takes it back,
 * `outcome` writes. What became of a record is noted in the transaction that changed it, so that whoever takes the work up
 * again goes on exactly there. A record that is refused holds nobody up.
 */
export async function editRecords(kernel: Kernel, place: MassEditPlace, stage: Stage): Promise<void> {
  const stored = await kernel.database.read(place.workspaceId, (tx) => loadMassEdit(tx, place.id))
  if (stored.state !== working[stage]) return
  let together = portion
  try {
    for (;;) {
      if (kernel.stopping.aborted) throw new Interrupted('the process stops')
      if (!(await stillWanted(kernel, place, stage))) return
      const ids = await kernel.database.read(place.workspaceId, (tx) => nextRecords(tx, place.id, stage, portion))
      if (ids.length === 0) break
      together = await editPortion(await workFor(kernel, place, stored, stage), ids, together)
    }
    await note(kernel, place, stage, { state: finished[stage], error: null })
  } catch (error) {
    if (error instanceof Interrupted) throw error
    const code = error instanceof Failure ? error.code : 'internal'
    if (code === 'internal') kernel.log.error({ err: error, massEdit: place.id }, 'a mass edit failed')
    await note(kernel, place, stage, { state: 'failed', error: code })
  }
}

/** Says that somebody works on it. @returns whether it is to go on */
async function stillWanted(kernel: Kernel, place: MassEditPlace, stage: Stage): Promise<boolean> {
  const { changed, cancelRequested } = await note(kernel, place, stage, {})
  if (!changed || !cancelRequested) return changed
  await note(kernel, place, stage, { state: 'cancelled', cancelRequested: false })
  return false
}

function note(
  kernel: Kernel,
  { workspaceId, id }: MassEditPlace,
  stage: Stage,
  patch: Parameters<typeof changeMassEdit>[2],
) {
  return kernel.database.transaction(workspaceId, (tx) => changeMassEdit(tx, id, patch, [working[stage]]))
}

interface Work {
  readonly kernel: Kernel
  readonly place: MassEditPlace
  readonly stage: Stage
  readonly caller: Caller
  readonly object: ObjectType
  readonly changes: PlannedChanges
  readonly operationId: string
}

/** Rights and fields as of now: somebody may have taken a right away since the last portion. */
async function workFor(kernel: Kernel, place: MassEditPlace, stored: StoredMassEdit, stage: Stage): Promise<Work> {
  const { createdBy, through, role, operationId } = stored
  const caller = await callerAs(kernel, place.workspaceId, createdBy, through, role ?? undefined)
  if (!mayAct(caller.actor, 'mass_edit')) throw forbidden({ action: 'mass_edit' })
  const object = caller.model.objects.get(stored.object)
  if (!object) throw notFound()
  requireVerb(caller.actor, object, 'edit')
  const changes = planChanges(caller.model, caller.actor, object, stored.changes)
  return { kernel, place, stage, caller, object, changes, operationId }
}

/**
 * Edits a portion, as many records together as were good together lately: half as many after a refusal, until it is known
 * which record it is about, and twice as many after none.
 * @returns how many to begin the next portion with
 */
async function editPortion(work: Work, ids: readonly string[], begin: number): Promise<number> {
  const outcomes: Outcome[] = []
  let together = begin
  for (let at = 0; at < ids.length; ) {
    const some = ids.slice(at, at + together)
    const refusal = await editTogether(work, some)
    if (refusal && some.length > 1) {
      together = Math.ceil(some.length / 2)
      continue
    }
    if (refusal) outcomes.push(...some.map((id) => refused(id, refusal)))
    else together = Math.min(together * 2, portion)
    at += some.length
  }
  const { kernel, place, stage } = work
  await kernel.database.transaction(place.workspaceId, (tx) => noteOutcomes(tx, place.id, stage, outcomes))
  return together
}

/** @returns why the records cannot all be edited; undefined when they were, or would be */
async function editTogether(work: Work, ids: readonly string[]): Promise<Failure | undefined> {
  try {
    await (work.stage === 'preview' ? rehearseEdit : carryOut)(work, ids)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  return undefined
}

async function carryOut(work: Work, ids: readonly string[]): Promise<void> {
  const { kernel, place, stage, caller, operationId } = work
  await write(
    kernel,
    caller,
    async (ctx) => {
      await noteOutcomes(ctx.tx, place.id, stage, await edit(ctx, work, ids))
    },
    { operationId },
  )
}

async function rehearseEdit(work: Work, ids: readonly string[]): Promise<void> {
  const { kernel, place, stage, caller, operationId } = work
  let outcomes: readonly Outcome[] = []
  await rehearse(
    kernel,
    caller,
    async (ctx) => {
      outcomes = await edit(ctx, work, ids)
    },
    { operationId },
  )
  await kernel.database.transaction(place.workspaceId, (tx) => noteOutcomes(tx, place.id, stage, outcomes))
}

/** Edits those that nobody else who works on the same has done meanwhile. */
async function edit(
  ctx: Context,
  { place, stage, object, changes }: Work,
  ids: readonly string[],
): Promise<readonly Outcome[]> {
  const waiting = await claimRecords(ctx.tx, place.id, stage, ids)
  const rights = new Map((await rightsOn(ctx, object, waiting)).map(({ id, may }) => [id, may]))
  const records = await ctx.lock(object.name, waiting)
  const outcomes: Outcome[] = []
  const patches: (Values & { id: string })[] = []
  for (const id of waiting) {
    const record = records.get(id)
    const may = record && rights.get(id)
    if (!may) {
      outcomes.push(refused(id, may === false ? forbidden({ object: object.name }) : notFound()))
      continue
    }
    const patch = patchOf(ctx.model, changes, record)
    const differs = Object.entries(patch).some(([name, value]) => !same(record[name], value))
    outcomes.push({ id, result: differs ? 'changed' : 'unchanged' })
    if (differs) patches.push({ ...patch, id })
  }
  await ctx.updateMany(object.name, patches, { checked: true })
  return outcomes
}

function refused(id: string, { code, fields }: Failure): Outcome {
  return { id, result: 'refused', problem: { code, fields } }
}

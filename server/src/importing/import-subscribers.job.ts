import { isId } from '@tendero/model'
import type { Event, Subscriber } from '../kernel/events.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Choices, revertOperation } from '../kernel/revert-operation.ts'
import { undoChoices } from '../kernel/undo-choices.ts'
import { type ImportPlace, importCaller, type Watching } from './import-work.job.ts'
import { processImport } from './process-import.job.ts'
import { changeImport, type ImportPatch, loadGroup, type StoredImport } from './stored-imports.sql.ts'

function placeOf({ workspaceId, payload }: Event): ImportPlace {
  if (!isId(payload.import)) throw new Error('an import event without an import')
  return { workspaceId, id: payload.import }
}

/**
 * Takes back what an import and those that went with it wrote, in batches, with progress; after an interruption it goes
 * on.
 */
export async function revertImport(
  kernel: Kernel,
  place: ImportPlace,
  { choices, ...watching }: Watching & { readonly choices?: Choices } = {},
): Promise<void> {
  const group = await kernel.database.read(place.workspaceId, (tx) => loadGroup(tx, place.id))
  const [stored] = group
  if (stored?.state !== 'reverting' || !stored.operationId) return
  const note = (patch: (one: StoredImport) => ImportPatch) =>
    kernel.database.transaction(place.workspaceId, async (tx) => {
      for (const one of group) await changeImport(tx, one.id, patch(one), ['reverting'])
    })
  const total = Math.max(
    group.reduce((sum, one) => sum + one.counts.good, 0),
    1,
  )
  try {
    const caller = await importCaller(kernel, place, stored)
    await revertOperation(kernel, caller, stored.operationId, {
      choices,
      async progress(done) {
        const left = Math.max(1 - done / total, 0)
        await note((one) => ({ readBytes: Math.round(one.totalBytes * left) }))
        watching.progress?.(stored.counts, stored.totalBytes * left)
      },
    })
    await note(() => ({ state: 'reverted', readBytes: 0 }))
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await note(() => (error.code === 'already_reverted' ? { state: 'reverted' } : { state: 'done', error: error.code }))
  }
}

export const importSubscribers: readonly Subscriber[] = [
  {
    name: 'importing.rehearse',
    topics: ['import.rehearse'],
    run: (kernel, event) => processImport(kernel, placeOf(event), true),
  },
  {
    name: 'importing.run',
    topics: ['import.run'],
    run: (kernel, event) => processImport(kernel, placeOf(event), false),
  },
  {
    name: 'importing.revert',
    topics: ['import.revert'],
    run: (kernel, event) =>
      revertImport(kernel, placeOf(event), { choices: undoChoices.parse(event.payload.choices ?? {}) }),
  },
]

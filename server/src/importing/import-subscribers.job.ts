import { isId } from '@tendero/model'
import type { Event, Subscriber } from '../kernel/events.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { revertOperation } from '../kernel/revert-operation.ts'
import { type ImportPlace, importCaller, type Watching } from './import-work.job.ts'
import { processImport } from './process-import.job.ts'
import { changeImport, loadImport } from './stored-imports.sql.ts'

function placeOf({ workspaceId, payload }: Event): ImportPlace {
  if (!isId(payload.import)) throw new Error('an import event without an import')
  return { workspaceId, id: payload.import }
}

/** Takes back what an import wrote, in batches, with progress; after an interruption it goes on. */
export async function revertImport(kernel: Kernel, place: ImportPlace, watching: Watching = {}): Promise<void> {
  const stored = await kernel.database.read(place.workspaceId, (tx) => loadImport(tx, place.id))
  if (stored.state !== 'reverting' || !stored.operationId) return
  const note = (patch: Parameters<typeof changeImport>[2]) =>
    kernel.database.transaction(place.workspaceId, (tx) => changeImport(tx, place.id, patch, ['reverting']))
  const total = Math.max(stored.counts.good, 1)
  try {
    const caller = await importCaller(kernel, place, stored)
    await revertOperation(kernel, caller, stored.operationId, async (done) => {
      const left = Math.max(1 - done / total, 0)
      await note({ readBytes: Math.round(stored.totalBytes * left) })
      watching.progress?.(stored.counts, stored.totalBytes * left)
    })
    await note({ state: 'reverted', readBytes: 0 })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await note(error.code === 'already_reverted' ? { state: 'reverted' } : { state: 'done', error: error.code })
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
    run: (kernel, event) => revertImport(kernel, placeOf(event)),
  },
]

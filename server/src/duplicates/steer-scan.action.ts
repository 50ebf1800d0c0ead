import type { DuplicateScan } from '@tendero/model'
import { sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { authorOf, mayAct, scopeOf } from '../kernel/actor.ts'
import { type Caller, callerOfProgram } from '../kernel/caller.ts'
import type { Schedule } from '../kernel/events.ts'
import { forbidden } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isLeft } from '../kernel/left-work.ts'
import { type MatchedObject, matchedObjects } from './matched-objects.ts'
import { loadRule } from './rules.sql.ts'
import { cancelScan, insertScan, lastScan, noteScan, type StoredScan } from './scan.sql.ts'

/** Begins a scan, unless one is under way. @throws Failure 403 for who may not merge */
export async function beginScan(kernel: Kernel, caller: Caller, matched: MatchedObject): Promise<DuplicateScan> {
  const { actor } = caller
  if (!mayAct(actor, 'merge')) throw forbidden({ action: 'merge' })
  return write(kernel, caller, async (ctx) => {
    const last = await lastScan(ctx.tx, matched.object)
    if (last && isUnderWay(last)) {
      if (isLeft(kernel, last.updatedAt)) ctx.emit('duplicates.scan', { scan: last.id })
      return scanFace(matched.object, last)
    }
    const id = newId()
    await insertScan(ctx.tx, { id, object: matched.object, by: authorOf(actor), at: kernel.now() })
    ctx.emit('duplicates.scan', { scan: id })
    return scanFace(matched.object, await lastScan(ctx.tx, matched.object))
  })
}

/** Stops the scan that is under way at its next resting place. */
export async function stopScan(kernel: Kernel, caller: Caller, matched: MatchedObject): Promise<DuplicateScan> {
  if (!mayAct(caller.actor, 'merge')) throw forbidden({ action: 'merge' })
  return kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    const last = await lastScan(tx, matched.object)
    if (last && isUnderWay(last)) {
      await cancelScan(tx, last.id)
      if (last.state === 'waiting' || isLeft(kernel, last.updatedAt))
        await noteScan(tx, last.id, kernel.now(), { state: 'cancelled' })
    }
    return scanFace(matched.object, await lastScan(tx, matched.object))
  })
}

/** The last scan of each object that the reader may read. How many there are is told to who sees all, or may merge. */
export function readScans(kernel: Kernel, { actor }: Caller): Promise<readonly DuplicateScan[]> {
  const readable = matchedObjects.filter(({ object }) => scopeOf(actor, object, 'read') !== 'none')
  return kernel.database.read(actor.workspaceId, (tx) =>
    Promise.all(
      readable.map(async ({ object }) => {
        const scan = scanFace(object, await lastScan(tx, object))
        const counts = mayAct(actor, 'merge') || scopeOf(actor, object, 'read') === 'all'
        return counts ? scan : { ...scan, done: 0, total: 0, found: 0 }
      }),
    ),
  )
}

const isUnderWay = ({ state }: StoredScan) => state === 'waiting' || state === 'running'

function scanFace(object: string, scan: StoredScan | undefined): DuplicateScan {
  return {
    object,
    state: scan?.state ?? 'never',
    stage: scan?.stage ?? null,
    done: scan?.done ?? 0,
    total: scan?.total ?? 0,
    found: scan?.found ?? 0,
    startedAt: scan?.startedAt.toISOString() ?? null,
    finishedAt: scan?.finishedAt?.toISOString() ?? null,
    by: scan?.createdBy ?? null,
  }
}

/** Each night every company's records are compared, but for those that nobody wants compared. */
export const nightlyScans: Schedule = {
  name: 'scan_duplicates',
  crontab: '20 2 * * *',
  async run(kernel) {
    const workspaces = await kernel.database.control<{ id: string }>(sql`select id from control.workspace order by id`)
    for (const { id } of workspaces) {
      const caller = await callerOfProgram(kernel, id)
      for (const matched of matchedObjects) {
        const rule = await kernel.database.read(id, (tx) => loadRule(tx, matched))
        if (rule.mode !== 'off') await beginScan(kernel, caller, matched)
      }
    }
  },
}

import { and, sql } from '@tendero/model'
import { type Caller, callerAs } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { withIds } from '../kernel/record-select.ts'

/** Records of one object in one workspace. */
export interface Records {
  readonly workspaceId: string
  readonly object: string
  readonly ids: readonly string[]
}

/** Somebody with those of the records that they may read. */
export interface Reader {
  readonly caller: Caller
  readonly ids: ReadonlySet<string>
}

/** What somebody may read of records, by their own role on screens; undefined for whoever is not there or not active. */
export async function readerOf(kernel: Kernel, userId: string, records: Records): Promise<Reader | undefined> {
  const caller = await activeCaller(kernel, records.workspaceId, userId)
  if (!caller) return undefined
  const object = caller.model.objects.get(records.object)
  if (!object || records.ids.length === 0) return { caller, ids: new Set() }
  const rows = await kernel.database.read(records.workspaceId, (tx) =>
    tx.rows<{ id: string }>(sql`select t.id from ${readTable(object)} t
      where ${and([visible(readingFor(kernel, caller, tx), object, 't'), withIds('t', records.ids)])}`),
  )
  return { caller, ids: new Set(rows.map(({ id }) => id)) }
}

async function activeCaller(kernel: Kernel, workspaceId: string, userId: string): Promise<Caller | undefined> {
  try {
    return await callerAs(kernel, workspaceId, userId, 'screen')
  } catch (error) {
    if (error instanceof Failure && error.status === 401) return undefined
    throw error
  }
}

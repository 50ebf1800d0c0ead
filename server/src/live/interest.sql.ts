import { and, type ObjectType, sql } from '@tendero/model'
import type { LiveInterest } from '@tendero/model/api'
import { scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'

/** What of an interest its owner may see: objects that they read at all, records that they may read. */
export async function permitted(
  kernel: Kernel,
  caller: Caller,
  { objects, records }: LiveInterest,
): Promise<LiveInterest> {
  const { model, actor } = caller
  const readable = (name: string): ObjectType | undefined => {
    const object = model.objects.get(name)
    return object && scopeOf(actor, name, 'read') !== 'none' ? object : undefined
  }
  const wanted = Object.entries(records).flatMap(([name, ids]) => {
    const object = readable(name)
    return object && ids.length > 0 ? [{ object, ids }] : []
  })
  const seen = await kernel.database.read(actor.workspaceId, (tx) => {
    const reading = readingFor(kernel, caller, tx)
    return Promise.all(
      wanted.map(async ({ object, ids }) => {
        const rows = await tx.rows<{ id: string }>(sql`select t.id from ${readTable(object)} t
          where ${and([visible(reading, object, 't'), sql`t.id = any(${ids}::uuid[])`])}`)
        return [object.name, rows.map((row) => row.id)] as const
      }),
    )
  })
  return { objects: objects.filter((name) => readable(name) !== undefined), records: Object.fromEntries(seen) }
}

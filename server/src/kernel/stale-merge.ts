import { type ObjectType, sql } from '@tendero/model'
import type { Context } from './context.ts'
import { Failure } from './failure.ts'
import type { Values } from './lifecycle.ts'
import { readRecord } from './read-records.ts'
import { same } from './write-records.ts'

/**
 * Somebody else saved since this person read. Their changes stay; ours are let through when they concern other fields.
 * @throws Failure 412 `stale_version` with the record as it is now and both values of each contested field
 */
export async function mergeStale(
  ctx: Context,
  object: ObjectType,
  id: string,
  record: Values,
  patch: Values,
  version: number,
): Promise<void> {
  // A version that never was says nothing of what was read.
  if (version > Number(record.version))
    throw new Failure(412, 'stale_version', { details: { current: null, conflicts: {} } })
  const rows = await ctx.tx.rows<{ patch: Readonly<Record<string, readonly [unknown, unknown]>> }>(sql`
    select h.patch from app.history h where h.workspace_id = ${ctx.actor.workspaceId} and h.object = ${object.recordedAs}
    and h.record_id = ${id} and h.version > ${version}`)
  const changed = new Set(rows.flatMap((row) => Object.keys(row.patch)))
  const contested = Object.keys(patch).filter((field) => changed.has(field) && !same(record[field], patch[field]))
  if (contested.length === 0) return
  const current: unknown = JSON.parse(await readRecord(ctx, object, id))
  throw new Failure(412, 'stale_version', {
    details: {
      current,
      conflicts: Object.fromEntries(
        contested.map((field) => [field, { yours: patch[field], theirs: record[field] ?? null }]),
      ),
    },
  })
}

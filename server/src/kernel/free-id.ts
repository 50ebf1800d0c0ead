import { type ObjectType, sql } from '@tendero/model'
import type { Context } from './context.ts'
import { Failure } from './failure.ts'

/**
 * An id that a caller chose for a new record names no record of another object: what hangs on records, as comments and
 * followers do, is found by their ids. Those of the same object the database tells.
 * @throws Failure 409 `unique_violation`
 */
export async function requireFreeId({ tx, model }: Context, object: ObjectType, id: string): Promise<void> {
  // Two at once would both find it free.
  tx.send(sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.workspaceId} ${id}`}, 0))`)
  const others = new Set([...model.objects.values()].map(({ recordedAs }) => recordedAs))
  others.delete(object.recordedAs)
  const taken = await tx.rows(sql`
    select 1 from app.history h
    where h.workspace_id = ${tx.workspaceId} and h.object = any(${[...others]}::text[]) and h.record_id = ${id} limit 1`)
  if (taken.length > 0) throw new Failure(409, 'unique_violation', { details: { object: object.name, fields: ['id'] } })
}

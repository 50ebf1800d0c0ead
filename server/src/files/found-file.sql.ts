import { and, type FileValue, isId, sql } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor, visible } from '../kernel/read-records.ts'

/** What is needed to hand a file out. */
export interface FoundFile extends FileValue {
  readonly digest: string
}

/** A file that the caller may see, by the rights on the record and field that hold it. @throws Failure 404 */
export async function findFile(kernel: Kernel, caller: Caller, id: string | undefined): Promise<FoundFile> {
  const object = caller.model.objects.get('file')
  if (!object || !isId(id)) throw notFound()
  const [found] = await kernel.database.read(
    caller.actor.workspaceId,
    (tx) =>
      tx.rows<FoundFile>(sql`
        select t.id, t.name, t.type, t.size, t.digest from app.file t
        where ${and([visible(readingFor(kernel, caller, tx), object, 't'), sql`t.id = ${id}`])}`),
    // By its id, and the policy looks at one record: no value changes the plan, which is large.
    { plannedOnce: true },
  )
  if (!found) throw notFound()
  return found
}

/** Those of the files that hang on nothing yet and that the actor brought, held until the end of the unit of work. */
export async function freeFiles(ctx: Context, ids: readonly string[]): Promise<ReadonlyMap<string, FileValue>> {
  const rows = await ctx.tx.rows<FileValue>(sql`
    select t.id, t.name, t.type, t.size from tendero.file t where t.workspace_id = ${ctx.actor.workspaceId}
    and t.id = any(${ids}::uuid[]) and t.record is null and t.deleted_at is null
    and t.created_by_id = ${ctx.actor.userId} order by t.id for no key update`)
  return new Map(rows.map((row) => [row.id, row]))
}

import { type ObjectType, sql, type UndoConflict, type UndoPreview } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { knowLargeOperation } from '../kernel/fresh-statistics.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { checkMayRevert, digestOf, undoEnds } from '../kernel/revert-operation.ts'
import { type ConflictRow, conflictDigest, conflictsOf } from '../kernel/undo-conflicts.sql.ts'
import { operationParts, readableTitles } from './operation-parts.sql.ts'

/** Where a page of conflicts ended. */
export interface PreviewPlace {
  readonly object: string
  readonly record: string
  readonly field: string
}

/**
 * What taking back an operation would touch, writing nothing, and what others changed since: a page of it, in the order of objects, records and
 * fields. Of fields that are hidden from the reader only the number is told; they stay as they are.
 * @throws Failure as `revertOperation` for who may not, or no longer
 */
export async function undoPreview(
  kernel: Kernel,
  caller: Caller,
  operationId: string,
  { after, limit }: { readonly after?: PreviewPlace; readonly limit: number },
): Promise<UndoPreview> {
  const { workspaceId } = caller.actor
  const written = [...(await checkMayRevert(kernel, caller, operationId))].sort((a, b) =>
    a.object.name.localeCompare(b.object.name),
  )
  if (!after) await knowLargeOperation(kernel, workspaceId, operationId)
  return kernel.database.read(workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    const parts = await operationParts(reading, [operationId])
    const [operation] = await tx.rows<{ at: Date }>(sql`
      select o.at from app.operation o where o.workspace_id = ${workspaceId} and o.id = ${operationId}`)
    const found: { object: ObjectType; row: ConflictRow }[] = []
    let [digests, count] = ['', 0]
    for (const { object, made } of written) {
      const asked = { by: caller, operationId, made }
      const [all] = await tx.rows<{ count: number; digest: string | null }>(conflictDigest(object, asked))
      digests += all?.digest ?? ''
      count += all?.count ?? 0
      const room = limit + 1 - found.length
      if (room <= 0 || (after && object.name < after.object) || !all?.count) continue
      const rows = await tx.rows<ConflictRow>(
        conflictsOf(object, {
          ...asked,
          limit: room,
          after: after?.object === object.name ? after : undefined,
        }),
      )
      found.push(...rows.map((row) => ({ object, row })))
    }
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    return {
      until: undoEnds(operation?.at ?? new Date(0)).toISOString(),
      parts: parts.get(operationId) ?? [],
      conflicts: await described(reading, page),
      count,
      digest: digestOf(digests),
      next: last ? [last.object.name, last.row.record, last.row.field ?? ''].join(' ') : null,
    }
  })
}

/** What the reader may see of them: of a hidden field, or a record out of sight, that there is one. */
async function described(
  reading: Reading,
  found: readonly { readonly object: ObjectType; readonly row: ConflictRow }[],
): Promise<readonly UndoConflict[]> {
  const titles = new Map<string, ReadonlyMap<string, string>>()
  for (const { object } of found)
    if (!titles.has(object.name))
      titles.set(
        object.name,
        await readableTitles(
          reading,
          object.name,
          found.filter((one) => one.object === object).map(({ row }) => row.record),
        ),
      )
  const users = reading.model.catalogue.get('user')
  return found.map(({ object, row }) => {
    const title = titles.get(object.name)?.get(row.record) ?? null
    const hidden = !row.seen || (row.field !== null && !mayUseField(reading.actor, object.name, row.field, 'read'))
    const person = users?.get(row.actor_id ?? '')
    return {
      object: object.name,
      record: row.record,
      version: row.version,
      title,
      kind: row.kind === 'follows' ? 'field' : row.kind,
      field: row.field,
      ...(hidden ? { hidden: true } : { before: row.before, written: row.written, now: row.now }),
      at: row.at?.toISOString() ?? null,
      by: person ? { id: person.id, name: String(person.name) } : null,
      through: row.through,
    }
  })
}

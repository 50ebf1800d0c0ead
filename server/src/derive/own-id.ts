import { isTimeOrderedId, type ObjectType, sql } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { readingFor, readRecord } from '../kernel/read-records.ts'
import { onlyKind } from '../kernel/write-rows.ts'
import { asWriterSees, type Written } from './written.ts'

/** The id that the caller made for a new record; undefined without one. @throws Failure 422 `not_an_id`, also of another version than 7 */
export function ownId({ id }: Values): string | undefined {
  if (id === undefined || id === null) return undefined
  if (!isTimeOrderedId(id)) throw invalid({ id: { code: 'not_an_id' } })
  return id
}

interface Creation {
  readonly id: string
  readonly values: Values
}

/**
 * The record that a caller wished to make, when the same wish of theirs was granted before, however long ago: they repeat
 * it because the answer was lost. Its history tells, so that it holds after the record was changed or deleted.
 * @returns undefined when there is no record of that id, or another: of somebody else, of another object, of other values
 */
export async function createdBefore(
  kernel: Kernel,
  caller: Caller,
  object: ObjectType,
  { id, values }: Creation,
): Promise<Written | undefined> {
  const { workspaceId, userId } = caller.actor
  const wished = wishedValues(object, values)
  return kernel.database.read(workspaceId, async (tx) => {
    const [creation] = await tx.rows<{ operation_id: string }>(sql`
      select h.operation_id from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object.recordedAs}
      and h.record_id = ${id} and h.verb = 'create' and h.actor_id = ${userId} and not exists (
        select from jsonb_to_recordset(${JSON.stringify(wished)}::jsonb) wished (path text[], value jsonb)
        where h.patch #> wished.path is distinct from wished.value)`)
    if (!creation) return undefined
    const record = await asWriterSees(id, readRecord(readingFor(kernel, caller, tx), object, id))
    return { record, operationId: creation.operation_id }
  })
}

/** What was asked for, and where it stands in the patch of the history. Of a file one says which; what it is called, its record says. */
function wishedValues(object: ObjectType, values: Values): readonly { path: readonly string[]; value: unknown }[] {
  const asked = { ...values, kind: onlyKind(object) ?? values.kind }
  return Object.entries(asked).flatMap(([name, value]) => {
    if (name === 'id' || value === undefined || value === null) return []
    const isFile = object.fields.get(name)?.type.file !== undefined && typeof value === 'object' && 'id' in value
    return isFile ? [{ path: [name, '1', 'id'], value: value.id }] : [{ path: [name, '1'], value }]
  })
}

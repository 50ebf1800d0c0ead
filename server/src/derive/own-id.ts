import { isTimeOrderedId, type ObjectType, sql, timeOfId } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { readingFor, readRecord } from '../kernel/read-records.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { onlyKind } from '../kernel/write-rows.ts'
import { asWriterSees, type Written } from './written.ts'

/** For so long a device may keep what was written without a network; what an id says beyond it is a clock that is wrong. */
const longestAway = 90 * 86_400_000

/** The id that the caller made for a new record; undefined without one. @throws Failure 422 `not_an_id`, also of another version than 7 */
export function ownId({ id }: Values): string | undefined {
  if (id === undefined || id === null) return undefined
  if (!isTimeOrderedId(id)) throw invalid({ id: { code: 'not_an_id' } })
  return id
}

/**
 * When a record was made, as its id says: a note that waited for a network is from when it was written, not from when it
 * arrived. In the workspace's clock; undefined when the id says a time to come or one too long ago.
 */
export function madeAt(kernel: Kernel, { model }: Pick<Caller, 'model'>, id: string): string | undefined {
  const age = kernel.now().getTime() - timeOfId(id)
  if (age < 0 || age > longestAway) return undefined
  return new Date(nowIn(kernel, model).getTime() - age).toISOString()
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
  const asked = { ...values, kind: onlyKind(object) ?? values.kind }
  const wish = Object.fromEntries(Object.entries(asked).filter(([name, value]) => name !== 'id' && value !== null))
  return kernel.database.read(workspaceId, async (tx) => {
    const [creation] = await tx.rows<{ operation_id: string }>(sql`
      select h.operation_id from app.history h where h.workspace_id = ${workspaceId} and h.object = ${object.recordedAs}
      and h.record_id = ${id} and h.verb = 'create' and h.actor_id = ${userId} and not exists (
        select from jsonb_each(${JSON.stringify(wish)}::jsonb) wish
        where h.patch -> wish.key -> 1 is distinct from wish.value)`)
    if (!creation) return undefined
    const record = await asWriterSees(id, readRecord(readingFor(kernel, caller, tx), object, id))
    return { record, operationId: creation.operation_id }
  })
}

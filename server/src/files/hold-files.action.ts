import type { Field, FieldProblem, FileValue, ObjectType } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { type Change, everyObject, type Lifecycle } from '../kernel/lifecycle.ts'
import { faceOf } from '../kernel/record-face.ts'
import { freeFiles } from './found-file.sql.ts'
import { fileObject } from './upload-file.action.ts'

/**
 * A file that a field takes is told so, and one that it lets go is deleted with it; both under the operation of the
 * change, so that taking it back brings both to where they were. What a file is called, is and weighs, its own record
 * says, whatever was sent.
 */
export const fileFieldsLifecycle: Lifecycle = {
  object: everyObject,
  async before(ctx, changes) {
    const { object, verb } = changes[0] ?? {}
    if (!object || (verb !== 'create' && verb !== 'update')) return
    const fields = fileFields(object)
    if (fields.length === 0) return
    const placings = changes.flatMap((change) => fields.flatMap((field) => placingOf(change, field) ?? []))
    const released = placings.flatMap(({ before }) => before ?? [])
    await take(
      ctx,
      placings.filter((one) => one.taken !== undefined),
    )
    await ctx.remove(fileObject, released, { computed: true })
  },
}

/** Files in fields follow their records; only what is attached is renamed, deleted and brought back by itself. */
export const attachedFilesLifecycle: Lifecycle = {
  object: fileObject,
  before(_ctx, changes) {
    for (const { verb, before, computed, withParent } of changes)
      if (verb !== 'create' && before?.field && !computed && !withParent)
        throw new Failure(409, 'file_in_field', { details: { object: before.object, field: before.field } })
  },
}

const fieldsByObject = new WeakMap<ObjectType, readonly Field[]>()

function fileFields(object: ObjectType): readonly Field[] {
  const known = fieldsByObject.get(object)
  if (known) return known
  const found = [...object.fields.values()].filter((field) => field.type.file)
  fieldsByObject.set(object, found)
  return found
}

/** A field that gets another file than it had. */
interface Placing {
  readonly change: Change
  readonly field: Field
  /** Ids of the files: the one that comes, the one that goes. */
  readonly taken: string | undefined
  readonly before: string | undefined
}

function placingOf(change: Change, field: Field): Placing | undefined {
  if (!(field.name in change.patch)) return undefined
  const taken = idOf(change.patch[field.name])
  const before = idOf(change.before?.[field.name])
  if (taken !== before) return { change, field, taken, before }
  change.patch[field.name] = change.before?.[field.name] ?? null
  return undefined
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : undefined
}

async function take(ctx: Context, placings: readonly Placing[]): Promise<void> {
  if (placings.length === 0) return
  const free = new Map(
    await freeFiles(
      ctx,
      placings.flatMap(({ taken }) => taken ?? []),
    ),
  )
  const wrong: Record<string, FieldProblem> = {}
  for (const { change, field, taken = '' } of placings) {
    const file = free.get(taken)
    const problem = problemOf(field, file)
    if (problem) wrong[field.name] = problem
    change.patch[field.name] = file
    // A file stands in one place.
    free.delete(taken)
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
  await ctx.updateMany(
    fileObject,
    placings.map(({ change, field, taken = '' }) => ({
      id: taken,
      object: faceOf(change.object, { ...change.before, ...change.patch }),
      record: change.id,
      field: field.name,
    })),
    { computed: true },
  )
}

function problemOf({ type }: Field, file: FileValue | undefined): FieldProblem | undefined {
  if (!file) return { code: 'not_found' }
  return type.file?.types && !type.file.types.includes(file.type) ? { code: 'not_an_image' } : undefined
}

import type { Field, FieldProblem, MassEditChange, ObjectType } from '@tendero/model'
import type { Actor } from '../kernel/actor.ts'
import { invalid } from '../kernel/failure.ts'
import { acceptInput, defaultsOf, inputRefusal } from '../kernel/input.ts'
import type { Values } from '../kernel/lifecycle.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

/** What is to become of each record: the same values for all, and fields whose own values are raised. */
export interface PlannedChanges {
  readonly values: Values
  readonly raised: readonly { readonly field: Field; readonly percent: string }[]
}

/**
 * What was asked for, checked with the rights of who asks.
 * @throws Failure 422 by field: what `acceptInput` refuses, `not_raisable`, `not_for_several`, `twice`
 */
export function planChanges(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  changes: readonly MassEditChange[],
): PlannedChanges {
  // Without a prototype: a field may be called `__proto__`, and is to be told as unknown.
  const wrong: Record<string, FieldProblem> = Object.create(null)
  for (const [index, change] of changes.entries()) {
    const again = changes.findIndex(({ field }) => field === change.field) < index
    const code = again ? 'twice' : refusalOf(actor, object, change)
    if (code) wrong[change.field] = { code }
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
  const settled = changes.flatMap((one): [string, unknown][] => ('raiseBy' in one ? [] : [[one.field, one.value]]))
  return {
    values: acceptInput(model, actor, object, Object.fromEntries(settled), 'edit'),
    raised: changes.flatMap((one) => {
      const field = object.fields.get(one.field)
      return 'raiseBy' in one && field ? [{ field, percent: one.raiseBy }] : []
    }),
  }
}

function refusalOf(actor: Actor, object: ObjectType, change: MassEditChange): string | undefined {
  const field = object.fields.get(change.field)
  if (field?.type.file) return 'not_for_several'
  if (!('raiseBy' in change)) return undefined
  return inputRefusal(actor, object, change.field, 'edit') ?? (field?.type.raise ? undefined : 'not_raisable')
}

/**
 * What is to be written of one record. What has no value is not raised.
 * @throws Failure 422 by field for a raised value beyond what the field may hold
 */
export function patchOf(model: WorkspaceModel, { values, raised }: PlannedChanges, record: Values): Values {
  const patch: Record<string, unknown> = { ...values }
  for (const { field, percent } of raised) {
    const value = record[field.name]
    if (value === null || value === undefined || !field.type.raise) continue
    const parsed = field.type.parse(field.type.raise(value, percent, field.options), field.options, defaultsOf(model))
    if (!parsed.ok) throw invalid({ [field.name]: { code: parsed.code, details: parsed.details } })
    patch[field.name] = parsed.value
  }
  return patch
}

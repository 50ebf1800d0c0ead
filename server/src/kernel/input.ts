import {
  bad,
  type Field,
  type FieldProblem,
  good,
  isReadOnly,
  type ObjectType,
  type Parsed,
  type ValueDefaults,
  type Verb,
} from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from './actor.ts'
import { forbidden, invalid } from './failure.ts'
import type { Values } from './lifecycle.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/**
 * What a caller sent for a record, checked field by field and in exact form.
 * @throws Failure 422 with what is wrong with which field
 */
export function acceptInput(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  raw: unknown,
  verb: 'create' | 'edit',
): Values {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw invalid({ '': { code: 'not_a_document' } })
  const values: Record<string, unknown> = {}
  // Without a prototype: a field may be called `__proto__`, and is to be told as unknown.
  const wrong: Record<string, FieldProblem> = Object.create(null)
  for (const [name, value] of Object.entries(raw)) {
    const field = object.fields.get(name)
    const refusal = field ? inputRefusal(actor, object, name, verb) : 'unknown_field'
    const parsed = refusal || !field ? bad(refusal ?? 'unknown_field') : acceptValue(model, field, value, verb)
    if (parsed.ok) values[name] = parsed.value
    else wrong[name] = { code: parsed.code, ...(parsed.details ? { details: parsed.details } : {}) }
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
  return values
}

/** Null, an empty text and an empty list empty a field. */
function acceptValue(model: WorkspaceModel, field: Field, value: unknown, verb: 'create' | 'edit'): Parsed<unknown> {
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  if (!isEmpty) return field.type.parse(value, field.options, defaultsOf(model))
  return field.options.required && verb === 'edit' ? bad('required') : good(null)
}

/** Why a field takes no value from an actor at all; undefined where it does. */
export function inputRefusal(
  actor: Actor,
  object: ObjectType,
  name: string,
  verb: 'create' | 'edit',
): string | undefined {
  const field = object.fields.get(name)
  if (!field || !mayUseField(actor, object.name, name, 'read')) return 'unknown_field'
  if (isReadOnly(field) || (field.system && name !== 'id')) return 'read_only'
  if (field.options.createOnly && verb === 'edit') return 'read_only'
  return mayUseField(actor, object.name, name, 'edit') ? undefined : 'read_only'
}

export function defaultsOf(model: WorkspaceModel): ValueDefaults {
  return { country: model.settings.country, currency: model.settings.baseCurrency }
}

/** @throws Failure 403 when the role grants the verb to nobody's records; a template is for reading alone */
export function requireVerb(actor: Actor, object: ObjectType, verb: Verb): void {
  if ((object.template && verb !== 'read') || scopeOf(actor, object.name, verb) === 'none')
    throw forbidden({ object: object.name, verb })
}

import type { Field, ObjectType } from '@tendero/model'
import { type Actor, mayAct, mayUseField, scopeOf } from '../kernel/actor.ts'
import { forbidden, invalid } from '../kernel/failure.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { hasSplitName } from './person-name.ts'

/** @throws Failure 403 without the rights, 422 for an object that takes no files */
export function importable(model: WorkspaceModel, actor: Actor, name: string): ObjectType {
  if (!mayAct(actor, 'import')) throw forbidden({ action: 'import' })
  const object = model.objects.get(name)
  if (!object || !takesFiles(object)) throw invalid({ object: { code: 'unknown_object' } })
  if (scopeOf(actor, name, 'create') === 'none') throw forbidden({ object: name, verb: 'create' })
  return object
}

/** The objects whose records a person may bring in a file. */
export function importableObjects(model: WorkspaceModel, actor: Actor): readonly ObjectType[] {
  return [...model.objects.values()].filter(
    (object) => takesFiles(object) && scopeOf(actor, object.name, 'create') !== 'none',
  )
}

function takesFiles({ name, activity, template }: ObjectType): boolean {
  return activity !== '*' && !template && !notImported.has(name)
}

/** Made by the program, or by nobody through a file. */
const notImported = new Set([
  'workspace',
  'role',
  'view',
  'report',
  'dashboard',
  'custom_object',
  'custom_field',
  'file',
  'comment',
  'share',
  'layout',
])

/** Which fields a person may fill from a file. */
export function editableBy(actor: Actor, object: ObjectType): (field: Field) => boolean {
  return (field) =>
    (!field.options.computed || (field.name === object.title && hasSplitName(object))) &&
    (!field.system || field.name === 'id') &&
    !(field.options.hidden && field.name !== 'id') &&
    !field.type.notImported &&
    mayUseField(actor, object.name, field.name, 'edit')
}

import { type ObjectType, snakeCase } from '@tendero/model'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

/**
 * Of several candidates of a catalogue, those that agree with the row in what both refer to: of two stages of the same
 * name the one of the row's pipeline.
 */
export function agreeing(
  model: WorkspaceModel,
  object: ObjectType,
  target: ObjectType,
  ids: readonly string[],
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  const rows = model.catalogue.get(target.name)
  if (!rows) return ids
  return ids.filter((id) =>
    sharedReferences(object, target).every(
      (name) => !values[name] || rows.get(id)?.[`${snakeCase(name)}_id`] === values[name],
    ),
  )
}

/** What a row may take over from a catalogue record it refers to: the pipeline of its stage. */
export function inherited(
  model: WorkspaceModel,
  object: ObjectType,
  target: ObjectType,
  id: string,
): Readonly<Record<string, string>> {
  const row = model.catalogue.get(target.name)?.get(id)
  return Object.fromEntries(
    sharedReferences(object, target).flatMap((name) => {
      const value = row?.[`${snakeCase(name)}_id`]
      return typeof value === 'string' && object.fields.get(name)?.options.required ? [[name, value]] : []
    }),
  )
}

/** Fields by which both an object and its target refer to the same third object. */
function sharedReferences(object: ObjectType, target: ObjectType): readonly string[] {
  return [...object.fields.values()]
    .filter(({ name, type, options, system }) => {
      const other = target.fields.get(name)
      return type.refers === 'one' && !system && other?.options.object === options.object
    })
    .map((field) => field.name)
}

import type { Field, ImportMapping, ImportRun, ObjectType } from '@tendero/model'
import type { Actor } from '../kernel/actor.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { editableBy } from './importable-object.ts'
import { suggestMapping } from './suggest-mapping.ts'

/** What the columns of a file mean, as far as their names tell, and what the catalogues have for what no column fills. */
export function suggestedMapping(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  columns: ImportRun['columns'],
): readonly ImportMapping[] {
  const editable = editableBy(actor, object)
  const found = suggestMapping(object, (field) => editable(field) && field.name !== 'id', columns)
  const mapped = new Set(found.map((one) => one.field))
  return [...found, ...[...object.fields.values()].filter(editable).flatMap((field) => presetFor(model, field, mapped))]
}

/** A required reference that no column fills gets the catalogue's default: the default pipeline. */
function presetFor(model: WorkspaceModel, field: Field, mapped: ReadonlySet<string>): readonly ImportMapping[] {
  if (!field.options.required || field.type.refers !== 'one' || mapped.has(field.name)) return []
  const rows = [...(model.catalogue.get(field.options.object ?? '')?.values() ?? [])]
  const preset = rows.find((row) => row.default === true && row.deleted_at === null)
  return preset ? [{ column: null, field: field.name, constant: preset.id }] : []
}

import type { ObjectType, ReportDefinition } from '@tendero/model'
import { Failure } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Reading } from '../kernel/read-records.ts'

/**
 * The object that a report is of, and its reader, for whom days are those of the workspace's zone: a report says the same
 * wherever it is read.
 * @throws Failure 403 when the reader's role does not read the object, 422 `invalid_report` when there is none
 */
export function reportedObject(
  reader: Reading,
  definition: ReportDefinition,
): { readonly reading: Reading; readonly object: ObjectType } {
  const { timeZone } = reader.model.settings
  const reading = { ...reader, actor: { ...reader.actor, timeZone } }
  const object = reading.model.objects.get(definition.object)
  if (!object) throw new Failure(422, 'invalid_report', { details: { place: 'object' } })
  requireVerb(reading.actor, object, 'read')
  return { reading, object }
}

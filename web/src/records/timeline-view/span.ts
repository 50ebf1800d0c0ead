import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { fieldOf } from '../../kernel/metadata.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { calendarFields } from '../calendar/calendar-shape.ts'

/** The dates on which records begin and end. */
export interface Span {
  readonly start: MetadataField
  readonly end: MetadataField
}

/** The pair that an object's timeline begins with: the declared one, else the first two dates that people fill in. */
function standardSpan(object: MetadataObject): Span | undefined {
  const filled = object.fields.filter((field) => !field.readOnly && calendarFields(object).includes(field))
  const [first, second] = object.span?.flatMap((name) => fieldOf(object, name) ?? []) ?? filled
  return first && second && { start: first, end: second }
}

/** Have the records of an object a beginning and an end? */
export function hasSpan(object: MetadataObject): boolean {
  return standardSpan(object) !== undefined
}

/** The pair of the address, as far as it names dates of the object; else the usual one. */
export function spanOf(object: MetadataObject, { by = '' }: ViewSearch): Span | undefined {
  const dates = calendarFields(object)
  const [start, end] = by.split(',').map((name) => dates.find((field) => field.name === name))
  const usual = standardSpan(object)
  return usual && { start: start ?? usual.start, end: end ?? usual.end }
}

/** How the address names a pair; nothing for the usual one. */
export function namedSpan(object: MetadataObject, { start, end }: Span): string | undefined {
  const usual = standardSpan(object)
  return start === usual?.start && end === usual.end ? undefined : `${start.name},${end.name}`
}

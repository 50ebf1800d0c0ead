import type { MetadataObject } from '@tendero/model/api'
import type { ViewKind, ViewSearch } from '../kernel/view-state.ts'
import { calendarFields } from './calendar/calendar-shape.ts'
import { hasSpan } from './timeline-view/span.ts'

/** In which ways the records of an object can be shown. */
export function shapesOf(object: MetadataObject): readonly ViewKind[] {
  const others: readonly (readonly [ViewKind, boolean])[] = [
    ['board', object.board !== null],
    ['calendar', hasDays(object)],
    ['timeline', hasSpan(object)],
  ]
  return ['list', ...others.flatMap(([kind, there]) => (there ? [kind] : []))]
}

/** The way that an address asks for, if the object has it. */
export function shapeOf(object: MetadataObject, search: ViewSearch): ViewKind {
  return shapesOf(object).find((shape) => shape === search.view) ?? 'list'
}

/** Dates of its own; when it was written is no reason for a calendar. */
function hasDays(object: MetadataObject): boolean {
  return calendarFields(object).some(({ name }) => name !== 'createdAt' && name !== 'updatedAt')
}

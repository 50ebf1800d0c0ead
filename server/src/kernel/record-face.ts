import type { ObjectType } from '@tendero/model'
import type { Values } from './lifecycle.ts'

/** The object whose rights a record has, as what is attached to it names it: those of activities are those of their kinds. */
export function faceOf(object: ObjectType, record: Values): string {
  return object.activity === '*' ? String(record.kind) : object.name
}

import type { Field, ObjectType } from '@tendero/model'

/** The fields by which records of an object point to records of another, or hang on them. */
export interface Pointing {
  readonly object: ObjectType
  readonly fields: readonly Field[]
  /** Does it hang on a record of any object (files, comments, shares)? */
  readonly attached: boolean
}

/** Whatever may point to records of an object. Of a table with kinds the general face stands first, then each kind. */
export function pointingTo(objects: Iterable<ObjectType>, target: ObjectType): readonly Pointing[] {
  const all = [...objects]
  const faces = new Set(all.filter(({ table }) => table === target.table).map(({ name }) => name))
  const found = new Map<string, Pointing>()
  for (const object of all) {
    const fields = [...object.fields.values()].filter(
      (field) => field.type.refers && !field.system && !field.derivation && faces.has(field.options.object ?? ''),
    )
    const attached = object.attached === true
    if (fields.length > 0 || attached) found.set(object.name, { object, fields, attached })
  }
  return [...found.values()].sort((a, b) => (a.object.kinds?.length ?? 0) - (b.object.kinds?.length ?? 0))
}

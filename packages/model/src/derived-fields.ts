import type { ObjectType } from './define-object.ts'
import type { Derived, Field, Surroundings } from './field-type.ts'
import { onlyToShow } from './fields/derived-face.ts'

type Objects = ReadonlyMap<string, ObjectType>

/**
 * The objects with every field that is worked out of others ready to be used: its type is that of what comes out. One that
 * cannot be worked out says why in its `problem`, and so does each that uses it; those that lead back to themselves too.
 */
export function deriveFields(objects: Objects): Objects {
  const waiting = [...objects.values()].flatMap((object) =>
    [...object.fields.values()].filter((field) => field.type.derive).map((field) => ({ object, field })),
  )
  if (waiting.length === 0) return objects
  const derive = deriving(objects)
  const done = new Map<string, Map<string, Field>>()
  for (const { object, field } of waiting) {
    const fields = done.get(object.name) ?? new Map(object.fields)
    done.set(object.name, fields.set(field.name, derive(object.name, field)))
  }
  return new Map([...objects].map(([name, object]) => [name, { ...object, fields: done.get(name) ?? object.fields }]))
}

/** Derives each field once, those that it uses before it. */
function deriving(objects: Objects): (object: string, field: Field) => Field {
  const known = new Map<string, Field>()
  const begun = new Set<string>()
  const derive = (object: string, field: Field): Field => {
    const place = `${object}.${field.name}`
    const found = known.get(place)
    if (found || !field.type.derive) return found ?? field
    begun.add(place)
    const made = withDerivation(field, field.type.derive(field, surroundings(object)))
    begun.delete(place)
    known.set(place, made)
    return made
  }
  const surroundings = (object: string): Surroundings => ({
    object,
    field(name, fieldName) {
      const field = objects.get(name)?.fields.get(fieldName)
      if (!field) return 'unknown_field'
      return begun.has(`${name}.${fieldName}`) ? 'circular' : derive(name, field)
    },
  })
  return derive
}

function withDerivation(field: Field, derived: Derived): Field {
  const options = { ...field.options, computed: true, required: false, indexed: false, search: undefined }
  if (!derived.ok) return { ...field, options, type: onlyToShow(field.type), problem: derived.problem }
  const { derivation, type } = derived
  const tells = [...new Set([...(options.tells ?? []), ...derivation.uses])]
  return { ...field, type, derivation, options: { ...options, tells } }
}

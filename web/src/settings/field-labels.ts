import { fieldOf, useObject } from '../kernel/metadata.ts'
import type { CatalogueName } from './data.ts'

/** The names of an object's fields in the person's language, as declared. */
export function useFieldLabels(name: CatalogueName): (field: string) => string {
  const object = useObject(name)
  return (field) => (object && fieldOf(object, field)?.label) ?? field
}

export function useFieldChoices(name: CatalogueName, field: string) {
  const object = useObject(name)
  return (object && fieldOf(object, field)?.choices) ?? []
}

import { useSuspenseQuery } from '@tanstack/react-query'
import type { Metadata, MetadataField, MetadataObject } from '@tendero/model/api'
import { pastDay } from './past-day.ts'
import { metadataQuery, queryClient } from './queries.ts'

/** The objects and fields of the workspace as this person sees them, in their language. */
export class Catalogue {
  /** Those one works with; templates are known by name and address alone. */
  readonly objects: readonly MetadataObject[]
  readonly #byName: ReadonlyMap<string, MetadataObject>
  readonly #byCollection: ReadonlyMap<string, MetadataObject>

  constructor(metadata: Metadata) {
    this.objects = metadata.objects.filter(({ template }) => !template)
    this.#byName = new Map(metadata.objects.map((object) => [object.name, object]))
    this.#byCollection = new Map(metadata.objects.map((object) => [object.collection, object]))
  }

  /** Undefined when the object is unknown or not readable for this person. */
  object(name: string | undefined): MetadataObject | undefined {
    return name === undefined ? undefined : this.#byName.get(name)
  }

  collection(path: string): MetadataObject | undefined {
    return this.#byCollection.get(path)
  }

  /** The field at the end of a path through references: `account.sector`, with the labels on the way. */
  path(object: MetadataObject, path: string): { field: MetadataField; labels: readonly string[] } | undefined {
    const [name = '', ...rest] = path.split('.')
    const field = fieldOf(object, name)
    if (!field) return undefined
    if (rest.length === 0) return { field, labels: [field.label] }
    const target = this.object(field.object)
    const found = target && this.path(target, rest.join('.'))
    return found && { field: found.field, labels: [field.label, ...found.labels] }
  }

  /** Objects with a reference to `name`, and that reference: what stands in related lists. */
  pointingTo(name: string): readonly { object: MetadataObject; field: MetadataField }[] {
    return this.objects.flatMap((object) =>
      object.fields
        .filter((field) => field.object === name && !field.system && !field.hidden)
        .map((field) => ({ object, field })),
    )
  }
}

const made = new WeakMap<Metadata, Catalogue>()
const past = new WeakMap<Metadata, Metadata>()

/** What one can do with records as they were: look at them. */
function inPast(metadata: Metadata): Metadata {
  const known = past.get(metadata)
  if (known) return known
  const objects = metadata.objects.map((object): MetadataObject => {
    if (object.settings) return object
    return { ...object, can: { ...object.can, create: 'none', edit: 'none', delete: 'none' }, timeline: false }
  })
  const made = { ...metadata, objects }
  past.set(metadata, made)
  return made
}

export function catalogueOf(metadata: Metadata): Catalogue {
  const known = made.get(metadata)
  if (known) return known
  const fresh = new Catalogue(metadata)
  made.set(metadata, fresh)
  return fresh
}

const nothing: Metadata = { version: 0, objects: [] }

/** The catalogue outside of components; without objects before it is loaded. */
export function loadedCatalogue(): Catalogue {
  return catalogueOf(queryClient.getQueryData(metadataQuery.queryKey) ?? nothing)
}

export function useCatalogue(): Catalogue {
  const { data } = useSuspenseQuery(metadataQuery)
  return catalogueOf(pastDay.use() === undefined ? data : inPast(data))
}

export function useObject(name: string): MetadataObject | undefined {
  return useCatalogue().object(name)
}

/** The field of an activity, or of whatever else, that says which record of another object it is about. */
export function fieldAbout(object: MetadataObject, about: MetadataObject): MetadataField | undefined {
  return object.fields.find(
    ({ kind, object: target }) =>
      kind === 'reference' && (target === about.name || target === (about.madeFrom ?? about.name)),
  )
}

export function fieldOf(object: MetadataObject, name: string): MetadataField | undefined {
  return object.fields.find((field) => field.name === name)
}

/** Fields a person can see in lists, pages and filters. */
export function shownFields(object: MetadataObject): readonly MetadataField[] {
  return object.fields.filter((field) => !field.hidden && field.kind !== 'document')
}

/** Fields a person can fill in when making a record. */
export function fillableFields(object: MetadataObject): readonly MetadataField[] {
  return shownFields(object).filter((field) => !field.readOnly && !field.system)
}

import type { Field, ObjectType, Rights } from '@tendero/model'

type Objects = ReadonlyMap<string, ObjectType>

/** What a role says, and that what gives a hidden field away is hidden too. */
export function rightsWithin(objects: Objects, given: Rights): Rights {
  const said = { ...given, fields: { ...given.fields, ...acrossActivities(objects, given.fields ?? {}) } }
  const unseen = new Set(unseenKept(objects, said))
  const isHidden = (place: string): boolean => {
    const [object = '', field = ''] = place.split('.')
    return said.fields?.[object]?.[field] === 'hidden' || unseen.has(place)
  }
  const fields = { ...said.fields }
  for (const object of objects.values())
    for (const field of object.fields.values())
      if (isHidden(`${object.name}.${field.name}`) || field.options.tells?.some(isHidden))
        fields[object.name] = { ...fields[object.name], [field.name]: 'hidden' }
  return { ...said, fields }
}

type FieldLimits = NonNullable<Rights['fields']>

/** An activity is read and changed as its kind and as an activity: what is shut in one is shut in the other. */
function acrossActivities(objects: Objects, said: FieldLimits): FieldLimits {
  const kinds = [...objects.values()].filter(({ activity }) => activity && activity !== '*')
  const any = strictest([said.activity, ...kinds.map(({ name }) => said[name])])
  if (Object.keys(any).length === 0) return {}
  return Object.fromEntries([
    ['activity', any],
    ...kinds.map(({ name }) => [name, strictest([said.activity, said[name]])] as const),
  ])
}

function strictest(limits: readonly (FieldLimits[string] | undefined)[]): FieldLimits[string] {
  const found: Record<string, FieldLimits[string][string]> = {}
  for (const [field, limit] of limits.flatMap((one) => Object.entries(one ?? {})))
    found[field] = found[field] === 'hidden' ? 'hidden' : limit
  return found
}

/** Kept roll-ups over records that a role does not read all of, as 'object.field'. */
function unseenKept(objects: Objects, said: Rights): readonly string[] {
  return [...objects.values()].flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => keepsUnseen(objects, said, field))
      .map((field) => `${object.name}.${field.name}`),
  )
}

/**
 * What is kept over all records of an object tells of all of them: it is for those who may read them all. Parts follow
 * their parents: who reads the record whose parts they are reads them, for others all parents must be readable.
 */
function keepsUnseen(objects: Objects, said: Rights, { derivation, options }: Field): boolean {
  const child = objects.get(derivation?.keptOver ?? '')
  if (!child) return false
  const readsAll = (name: string | undefined): boolean => said.objects[name ?? '']?.read === 'all'
  if (!readsAll(child.name)) return true
  const [, reference = ''] = options.rollUp?.of.split('.') ?? []
  if (!child.parent || child.parent.includes(reference)) return false
  return !child.parent.every((parent) => readsAll(child.fields.get(parent)?.options.object))
}

import type { Field, ObjectType, Rights } from '@tendero/model'

type Objects = ReadonlyMap<string, ObjectType>

/** What a role says, and that what gives a hidden field away is hidden too. */
export function rightsWithin(objects: Objects, said: Rights): Rights {
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

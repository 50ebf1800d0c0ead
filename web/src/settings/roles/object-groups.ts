import type { MetadataObject } from '@tendero/model/api'

export const objectGroups = ['records', 'work', 'settings'] as const
export type ObjectGroup = (typeof objectGroups)[number]

export function groupOf(object: MetadataObject): ObjectGroup {
  if (object.settings) return 'settings'
  return object.activity ? 'work' : 'records'
}

/** The objects of a group; parts of a record come after what they are parts of. */
export function objectsOf(objects: readonly MetadataObject[], group: ObjectGroup): readonly MetadataObject[] {
  const own = objects.filter((object) => groupOf(object) === group)
  const parts = own.filter(({ parent }) => parent.length > 0)
  const whole = own.filter(({ parent }) => parent.length === 0)
  const placed = whole.flatMap((object) => [object, ...parts.filter((part) => parentOf(part) === object.name)])
  return [...placed, ...parts.filter((part) => !placed.includes(part))]
}

function parentOf(part: MetadataObject): string | undefined {
  return part.fields.find(({ name }) => name === part.parent[0])?.object
}

import type { ObjectType } from '@tendero/model'

/**
 * What refers stands behind what it refers to, so that every reference finds its record; otherwise the order stays. What
 * refers to each other in a ring keeps its order.
 */
export function orderByReferences<T extends { readonly object: ObjectType }>(given: readonly T[]): readonly T[] {
  const ordered: T[] = []
  const open = [...given]
  while (open.length > 0) {
    const free = open.findIndex(
      (one) => !open.some((other) => other.object !== one.object && refers(one.object, other.object)),
    )
    ordered.push(...open.splice(Math.max(free, 0), 1))
  }
  return ordered
}

function refers(object: ObjectType, target: ObjectType): boolean {
  return [...object.fields.values()].some(
    ({ type, options, system }) => type.refers !== undefined && !system && options.object === target.name,
  )
}

import { type ObjectType, referredIds } from '@tendero/model'
import { type Actor, mayUseField } from '../kernel/actor.ts'

/** Old and new value by field, as history keeps them. */
export type Patch = Readonly<Record<string, readonly [before: unknown, after: unknown]>>

/** The activity itself stands on the timeline when a next step changes. */
const toldElsewhere = new Set(['nextStep', 'nextStepAt'])

/** Fields whose changes a timeline does not tell: hidden from this reader, plumbing, or told elsewhere. */
export function untoldFields(actor: Actor, object: ObjectType): readonly string[] {
  return [...object.fields.values()]
    .filter(
      ({ name, options }) =>
        options.hidden === true || toldElsewhere.has(name) || !mayUseField(actor, object.name, name, 'read'),
    )
    .map((field) => field.name)
}

/** What a reader is told of a change: fields that there are, that they may know, and that did change. */
export function shownPatch(object: ObjectType, patch: Patch, untold: readonly string[]): Patch {
  return Object.fromEntries(
    Object.entries(patch).filter(
      ([name, [before, after]]) =>
        object.fields.has(name) && !untold.includes(name) && JSON.stringify(before) !== JSON.stringify(after),
    ),
  )
}

/** The records that a change refers to, by object. */
export function referencesOf(object: ObjectType, patches: readonly Patch[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const patch of patches)
    for (const [name, values] of Object.entries(patch)) {
      const field = object.fields.get(name)
      const target = field?.type.refers && field.options.object
      if (!target) continue
      const ids = found.get(target) ?? new Set<string>()
      for (const id of values.flatMap(referredIds)) ids.add(id)
      found.set(target, ids)
    }
  return found
}

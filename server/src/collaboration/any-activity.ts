import { and, type Field, type ObjectType, objects, or, raw, type Sql, sql } from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { policy } from '../kernel/policy.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'

const known = new WeakMap<WorkspaceModel['objects'], ObjectType>()

/** All kinds of activity as one object: every field that one of them has. What is hidden, `withoutHidden` takes away. */
export function anyActivity({ objects: all }: Pick<WorkspaceModel, 'objects'>): ObjectType {
  const made = known.get(all)
  if (made) return made
  const fields = new Map<string, Field>()
  for (const object of all.values())
    if (object.activity)
      for (const field of object.fields.values()) if (!fields.has(field.name)) fields.set(field.name, field)
  const any: ObjectType = { ...(all.get('activity') ?? objects.activity), name: 'any_activity', fields }
  known.set(all, any)
  return any
}

/** Which activities of these kinds an actor may read, as a condition on the alias; kinds of equal rights together. */
export function readableKinds(model: WorkspaceModel, actor: Actor, kinds: readonly string[], alias: string): Sql {
  const groups = new Map<string, string[]>()
  for (const kind of kinds) {
    const scope = scopeOf(actor, kind, 'read')
    if (scope !== 'none') groups.set(scope, [...(groups.get(scope) ?? []), kind])
  }
  return or(
    [...groups.values()].map((group) => {
      const object = model.objects.get(group[0] ?? '')
      return object
        ? and([sql`${raw(alias)}.kind = any(${group})`, policy(model, actor, object, 'read', alias)])
        : or([])
    }),
  )
}

/** An activity as JSON text without the fields that its reader may not see in its kind or in activities at all. */
export function withoutHidden(actor: Actor, kind: string, text: string): string {
  const hidden = [...hiddenIn(actor, 'activity'), ...hiddenIn(actor, kind)]
  if (hidden.length === 0) return text
  const record: { [field: string]: unknown; titles?: Record<string, unknown> } = JSON.parse(text)
  for (const field of hidden) {
    delete record[field]
    delete record.titles?.[field]
  }
  return JSON.stringify(record)
}

function hiddenIn(actor: Actor, object: string): readonly string[] {
  return Object.keys(actor.rights.fields?.[object] ?? {}).filter((field) => !mayUseField(actor, object, field, 'read'))
}

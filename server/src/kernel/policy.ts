import { always, type ObjectType, type Sql, type Verb } from '@tendero/model'
import { type Actor, scopeOf } from './actor.ts'
import { type Asked, anyOf, grantsOf, teamsWithin } from './grants.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/**
 * A policy is a WHERE: which records of an object an actor may touch with a verb, as a condition on the alias. The
 * same condition serves lists, counts, reads, writes, search, reports, exports and timelines.
 * @param reach where the record's id stands, if not in the alias's column `id`, and how they are looked for
 */
export function policy(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  verb: Verb,
  alias: string,
  reach: Pick<Asked, 'id' | 'sought'> = {},
): Sql {
  // Of rows as they were only those are there that the actor may read today.
  if (object.rows) return always
  return anyOf(grantsOf({ model, actor, object, verb, alias, ...reach }))
}

/** The same scopes on a record that is to be made, by the owner and team that it will have. */
export function mayCreate(actor: Actor, object: ObjectType, values: Readonly<Record<string, unknown>>): boolean {
  const scope = scopeOf(actor, object.name, 'create')
  if (scope === 'all' || scope === 'none' || !object.owned) return scope === 'all'
  const teams = teamsWithin(actor, scope)
  return values.owner === actor.userId || (typeof values.team === 'string' && teams.includes(values.team))
}

import type { Context } from '../kernel/context.ts'
import type { Change, Values } from '../kernel/lifecycle.ts'

/** Is there an active user whose role administrates, once these changes of users or roles are made? */
export function someoneAdministers(ctx: Context, changes: readonly Change[]): boolean {
  const roles = standing(ctx, 'role', changes)
  return [...standing(ctx, 'user', changes).values()].some(
    ({ active, role }) => active === true && roles.get(String(role))?.administrator === true,
  )
}

/** Users or roles that will be there: as the model knows them, as this unit of work wrote them, as the changes make them. */
function standing(
  { model, journal }: Context,
  object: 'user' | 'role',
  changes: readonly Change[],
): ReadonlyMap<string, Values> {
  const all = new Map<string, Values>()
  for (const { id, deleted_at, active, role_id: role, administrator } of model.catalogue.get(object)?.values() ?? [])
    if (deleted_at === null) all.set(id, { active, role, administrator, ...journal.written(id) })
  for (const { object: changed, id, verb, before, patch } of changes) {
    if (changed.name !== object) continue
    if (verb === 'delete') all.delete(id)
    else all.set(id, { ...before, ...patch })
  }
  return all
}

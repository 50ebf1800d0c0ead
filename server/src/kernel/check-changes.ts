import { always, and, type FieldProblem, join, type ObjectType, sql } from '@tendero/model'
import type { Context } from './context.ts'
import { forbidden, invalid } from './failure.ts'
import type { Change } from './lifecycle.ts'
import { mayCreate, policy } from './policy.ts'
import { readTable, withIds } from './record-select.ts'

/**
 * A record may be made for whom the scope reaches; a part where its parent may be changed, which its references tell.
 * @throws Failure 403
 */
export function checkCreation({ actor }: Context, object: ObjectType, changes: readonly Change[]): void {
  for (const { verb, patch } of changes)
    if (verb === 'create' && !object.parent && !mayCreate(actor, object, patch))
      throw forbidden({ object: object.name, verb: 'create' })
}

/**
 * Every record that is referred to must be there for the actor, and a part's parent be theirs to change. Catalogues
 * are looked up in memory.
 * @throws Failure 422 by field, 403 for a parent that they may see and not change
 */
export async function checkReferences(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const wrong: Record<string, FieldProblem> = {}
  const wanted: Wanted[] = []
  for (const field of object.fields.values()) {
    if (field.type.kind !== 'reference' || field.system) continue
    const target = ctx.model.objects.get(field.options.object ?? '')
    const ids = new Set(changes.map((change) => change.patch[field.name]).filter((id) => typeof id === 'string'))
    if (!target || ids.size === 0) continue
    const known = ctx.model.catalogue.get(target.name)
    if (!known) wanted.push({ name: field.name, target, ids: [...ids], parent: object.parent?.includes(field.name) })
    else if ([...ids].some((id) => known.get(id)?.deleted_at !== null)) wrong[field.name] = { code: 'not_found' }
  }
  const found = wanted.length > 0 ? await lookUp(ctx, wanted) : []
  for (const { field, readable } of found) if (!readable) wrong[field] = { code: 'not_found' }
  if (Object.keys(wrong).length > 0) throw invalid(wrong)
  const shut = found.find((one) => !one.editable)
  if (shut) throw forbidden({ object: object.name, field: shut.field, verb: 'edit' })
}

interface Wanted {
  readonly name: string
  readonly target: ObjectType
  readonly ids: readonly string[]
  readonly parent: boolean | undefined
}

function lookUp(
  ctx: Context,
  wanted: readonly Wanted[],
): Promise<readonly { field: string; readable: boolean; editable: boolean }[]> {
  const looks = wanted.map(({ name, target, ids, parent }) => {
    const may = parent ? policy(ctx.model, ctx.actor, target, 'edit', 't') : always
    return sql`select ${name}::text as field, count(*) = ${ids.length}::int as readable,
      count(*) filter (where ${may}) = ${ids.length}::int as editable
      from ${readTable(target)} t where ${and([
        sql`t.workspace_id = ${ctx.actor.workspaceId}`,
        withIds('t', ids),
        sql`t.deleted_at is null`,
        policy(ctx.model, ctx.actor, target, 'read', 't'),
      ])}`
  })
  return ctx.tx.rows(join(looks, ' union all '))
}

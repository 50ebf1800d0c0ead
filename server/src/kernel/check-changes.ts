import {
  always,
  and,
  type Field,
  type FieldProblem,
  join,
  type ObjectType,
  referredIds,
  type Sql,
  sql,
} from '@tendero/model'
import type { Context } from './context.ts'
import { type Failure, forbidden, invalid } from './failure.ts'
import { kindOf } from './filter.ts'
import type { Change } from './lifecycle.ts'
import { mayCreate, policy } from './policy.ts'
import { without } from './record-links.ts'
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
 * are looked up in memory; for other records a check that fails travels with the writes, so that what is right, as it
 * nearly always is, costs no waiting.
 * @throws Failure 422 by field, 403 for a parent that they may see and not change; here, or out of the unit of work
 */
export async function checkReferences(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const wrong: Record<string, FieldProblem> = {}
  const wanted: Wanted[] = []
  for (const field of object.fields.values()) {
    if (!field.type.refers || field.system) continue
    const target = ctx.model.objects.get(field.options.object ?? '')
    const ids = new Set(changes.flatMap((change) => addedIds(change, field)))
    if (!target || ids.size === 0) continue
    const known = ctx.model.catalogue.get(target.name)
    if (!known) wanted.push({ name: field.name, target, ids: [...ids], parent: object.parent?.includes(field.name) })
    else if ([...ids].some((id) => known.get(id)?.deleted_at !== null)) wrong[field.name] = notThere
  }
  if (Object.keys(wrong).length > 0) {
    const faults = wanted.length > 0 ? await ctx.tx.rows<Fault>(faultsAmong(ctx, wanted)) : []
    throw refusal(object, faults, wrong)
  }
  if (wanted.length > 0)
    ctx.tx.hold({
      statement: sql`select string_agg(f.field || ' ' || f.fault, ',')::int from (${faultsAmong(ctx, wanted)}) f`,
      explain(error) {
        const faults = faultsTold(error)
        return faults.length > 0 ? refusal(object, faults, {}) : error
      },
    })
}

/** What a change newly points to; whoever adds one to several need not see those that others have added. */
function addedIds({ patch, before }: Change, { name, type }: Field): readonly string[] {
  const ids = referredIds(patch[name])
  return type.refers === 'several' ? without(ids, referredIds(before?.[name])) : ids
}

const notThere: FieldProblem = { code: 'not_found' }

interface Wanted {
  readonly name: string
  readonly target: ObjectType
  readonly ids: readonly string[]
  readonly parent: boolean | undefined
}

interface Fault {
  readonly field: string
  readonly fault: 'gone' | 'shut'
}

/** The references that may not stand: gone for the actor, or a parent shut to their changes. */
function faultsAmong(ctx: Context, wanted: readonly Wanted[]): Sql {
  const looks = wanted.map(({ name, target, ids, parent }) => {
    const may = parent ? policy(ctx.model, ctx.actor, target, 'edit', 't') : always
    return sql`select ${name}::text as field, count(*) = ${ids.length}::int as readable,
      count(*) filter (where ${may}) = ${ids.length}::int as editable
      from ${readTable(target)} t where ${and([
        sql`t.workspace_id = ${ctx.actor.workspaceId}`,
        withIds('t', ids),
        sql`t.deleted_at is null`,
        kindOf(target, 't'),
        policy(ctx.model, ctx.actor, target, 'read', 't'),
      ])}`
  })
  return sql`select l.field, case when l.readable then 'shut' else 'gone' end as fault
    from (${join(looks, ' union all ')}) l where not (l.readable and l.editable)`
}

/** What PostgreSQL says of faults that are no number: "account gone,contact shut" stands in its message. */
function faultsTold(error: unknown): readonly Fault[] {
  if (!(error instanceof Error)) return []
  return [...error.message.matchAll(/(\w+) (gone|shut)\b/g)].flatMap(([, field = '', fault]): Fault[] =>
    fault === 'gone' || fault === 'shut' ? [{ field, fault }] : [],
  )
}

function refusal(object: ObjectType, faults: readonly Fault[], wrong: Readonly<Record<string, FieldProblem>>): Failure {
  const gone = faults.filter(({ fault }) => fault === 'gone').map(({ field }) => [field, notThere])
  const fields: Record<string, FieldProblem> = { ...wrong, ...Object.fromEntries(gone) }
  const shut = faults.find(({ fault }) => fault === 'shut')
  return shut && Object.keys(fields).length === 0
    ? forbidden({ object: object.name, field: shut.field, verb: 'edit' })
    : invalid(fields)
}

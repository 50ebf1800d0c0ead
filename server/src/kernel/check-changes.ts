import {
  always,
  and,
  empty,
  type Field,
  type FieldProblem,
  join,
  literal,
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
import { readTable } from './read-table.ts'
import { without } from './record-links.ts'
import { withIds } from './record-select.ts'

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
    const [row] =
      wanted.length > 0 ? await ctx.tx.rows<FaultRow>(sql`select ${faultsAmong(ctx, wanted)} as faults`) : []
    throw refusal(object, faultsTold(row?.faults ?? ''), wrong)
  }
  if (wanted.length > 0)
    ctx.tx.hold({
      // What is no number fails, and its message tells the faults.
      statement: sql`select ${faultsAmong(ctx, wanted)}::int`,
      explain(error) {
        const faults = error instanceof Error ? faultsTold(error.message) : []
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

interface FaultRow {
  /** "account gone,contact shut"; null without any. */
  readonly faults: string | null
}

interface Fault {
  readonly field: string
  readonly fault: 'gone' | 'shut'
}

/** As text, the references that may not stand: gone for the actor, or a parent shut to their changes; null when all may. */
function faultsAmong(ctx: Context, wanted: readonly Wanted[]): Sql {
  const looks = wanted.map(({ name, target, ids, parent }) => {
    const most = sql`${ids.length}::int`
    const may = parent ? policy(ctx.model, ctx.actor, target, 'edit', 't') : always
    const shut = sql` when count(*) filter (where ${may}) < ${most} then ${literal(`${name} shut`)}`
    return sql`(select case when count(*) < ${most} then ${literal(`${name} gone`)}${may === always ? empty : shut} end
      from ${readTable(target)} t where ${and([
        sql`t.workspace_id = ${ctx.actor.workspaceId}`,
        withIds('t', ids),
        sql`t.deleted_at is null`,
        kindOf(target, 't'),
        policy(ctx.model, ctx.actor, target, 'read', 't'),
      ])})`
  })
  return sql`nullif(concat_ws(',', ${join(looks)}), '')`
}

function faultsTold(text: string): readonly Fault[] {
  return [...text.matchAll(/\b(\w+) (gone|shut)\b/g)].flatMap(([, field = '', fault]): Fault[] =>
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

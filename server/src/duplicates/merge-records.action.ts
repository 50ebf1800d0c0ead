import type { MergeResult, MergeWish, ObjectType } from '@tendero/model'
import type { Actor } from '../kernel/actor.ts'
import { mayAct, mayUseField } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { Failure, forbidden, invalid, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { everyObject, type Lifecycle, type Values } from '../kernel/lifecycle.ts'
import { forgetMerged, isMergeable, mergedInto, noteMerged } from '../kernel/merged-records.ts'
import { requireVisible } from '../kernel/read-records.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { lockRecords } from '../kernel/write-records.ts'
import { type MergedRecord, type MergePlan, mergedFields, planMerge } from './merge-plan.ts'
import { moveRelations } from './merge-relations.action.ts'

/** Records that become one at once. */
export const mostMerged = 10

/** The object of a merge. @throws Failure 403 without the right, 404 for one whose records are not merged */
export function mergedObject({ model, actor }: { model: WorkspaceModel; actor: Actor }, name: string): ObjectType {
  if (!mayAct(actor, 'merge')) throw forbidden({ action: 'merge' })
  const object = model.objects.get(name)
  if (!object || !isMergeable(object)) throw notFound()
  requireVerb(actor, object, 'edit')
  return object
}

/**
 * Makes one of several records: the master stays, with the values that the wish or its rule chooses; whatever pointed to
 * the others points to it, contact points are united, and the others go, leading to it for ever.
 * @throws Failure 403 without the right, 404 for a record that is not there, 409 `merged` for one that was merged
 * meanwhile, 409 `record_changed` for one that is not as it was looked at, 409 `converted_lead_stays`
 */
export async function mergeRecords(ctx: Context, wish: MergeWish): Promise<MergeResult> {
  const object = mergedObject(ctx, wish.object)
  const ids = mergedIds(wish)
  const records = await lockAll(ctx, object, ids, wish.versions ?? {})
  const losers = ids.filter((id) => id !== wish.master)
  requireConvertedStay(records, wish.master)
  const plan = planFor(ctx.actor, object, records, wish)
  const merge = { object, master: wish.master, losers }
  const addedFollowers = await moveRelations(ctx, merge)
  await ctx.remove(object.name, losers, { computed: true })
  const patch = {
    ...plan.patch,
    ...noneOfItself(object, { ...records.find(({ id }) => id === wish.master)?.values, ...plan.patch }, ids),
  }
  if (Object.keys(patch).length > 0) await ctx.update(object.name, wish.master, patch, { strict: false })
  await noteMerged(ctx.tx, object, { ...merge, operationId: ctx.operationId, at: ctx.now, addedFollowers })
  ctx.emit(`${object.name}.merge`, {
    ids: [wish.master],
    master: wish.master,
    merged: losers,
    operationId: ctx.operationId,
  })
  return { object: object.name, master: wish.master, merged: losers, operationId: ctx.operationId }
}

/** @throws Failure 422 for fewer than two, too many, or a master that is none of them */
export function mergedIds({ records, master }: Pick<MergeWish, 'records' | 'master'>): readonly string[] {
  const ids = [...new Set(records)].sort()
  if (ids.length < 2) throw invalid({ records: { code: 'too_few' } })
  if (ids.length > mostMerged) throw invalid({ records: { code: 'too_many' } })
  if (!ids.includes(master)) throw invalid({ master: { code: 'not_found' } })
  return ids
}

/**
 * What becomes of the fields: those that the actor may write as they wish; of the others the master's stand, and what only
 * another says is kept.
 */
export function planFor(
  actor: Actor,
  object: ObjectType,
  records: readonly MergedRecord[],
  { master, rule = 'master', fields: chosen = {} }: Pick<MergeWish, 'master' | 'rule' | 'fields'>,
): MergePlan {
  const writable = (field: string) => mayUseField(actor, object.name, field, 'edit')
  const wished = planMerge(mergedFields(object, writable), records, { master, rule, chosen })
  const rest = planMerge(
    mergedFields(object, (field) => !writable(field)),
    records,
    { master, rule: 'master', chosen: {} },
  )
  return { fields: wished.fields, patch: { ...rest.patch, ...wished.patch } }
}

/** All are locked in the order of their ids, so that of two merges at once one waits for the other. */
async function lockAll(
  ctx: Context,
  object: ObjectType,
  ids: readonly string[],
  versions: Readonly<Record<string, number>>,
): Promise<readonly MergedRecord[]> {
  await refuseMerged(ctx, object, ids)
  const stored = await lockRecords(ctx, object, ids, 'edit', true)
  await refuseMerged(ctx, object, ids)
  if (stored.some(({ deleted }) => deleted)) throw notFound()
  const changed = stored.filter(({ id, record }) => versions[id] !== undefined && versions[id] !== record.version)
  if (changed.length > 0)
    throw new Failure(409, 'record_changed', { details: { records: changed.map(({ id }) => id) } })
  return stored.map(({ id, record }) => ({ id, values: record }))
}

/** @throws Failure 409 `merged` with where it leads, 404 where the actor may not see that */
async function refuseMerged(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<void> {
  for (const [, into] of await mergedInto(ctx.tx, object, ids)) {
    await requireVisible(ctx, object, into)
    throw new Failure(409, 'merged', { details: { object: object.name, mergedInto: into } })
  }
}

/**
 * What a lead became is told by the lead: one that was converted stays, and does not go into one that was not.
 * @throws Failure 409 `converted_lead_stays` with those that would go
 */
function requireConvertedStay(records: readonly MergedRecord[], master: string): void {
  const going = records.filter(({ id, values }) => id !== master && values.convertedAt)
  if (going.length > 0)
    throw new Failure(409, 'converted_lead_stays', { details: { records: going.map(({ id }) => id) } })
}

/** A record that was its twin's parent is not its own. */
function noneOfItself(object: ObjectType, values: Values, ids: readonly string[]): Values {
  const own = [...object.fields.values()].filter(
    ({ type, options }) => type.refers === 'one' && options.object === object.name,
  )
  return Object.fromEntries(
    own.filter(({ name }) => ids.includes(String(values[name]))).map(({ name }) => [name, null]),
  )
}

/** Merged records come back by the undo of their merge alone; with it they lead nowhere else any more. */
export const mergedLifecycle: Lifecycle = {
  object: everyObject,
  afterUndo: true,
  async before(ctx, changes) {
    const back = changes.filter(({ verb }) => verb === 'restore')
    const [first] = back
    if (!first || !isMergeable(first.object)) return
    const merged = await mergedInto(
      ctx.tx,
      first.object,
      back.map(({ id }) => id),
    )
    for (const [, into] of merged)
      throw new Failure(409, 'merged', { details: { object: first.object.name, mergedInto: into } })
  },
  async after(ctx, changes) {
    const back = changes.filter(({ verb }) => verb === 'restore')
    const [first] = back
    if (!first || !isMergeable(first.object)) return
    await forgetMerged(
      ctx.tx,
      first.object,
      back.map(({ id }) => id),
    )
  },
}

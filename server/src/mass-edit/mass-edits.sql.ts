import {
  and,
  join,
  type MassEditChange,
  type MassEditCounts,
  type MassEditRefusal,
  type MassEditState,
  type MassEditTarget,
  type ObjectType,
  type Problem,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { type Actor, isKey } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { notFound } from '../kernel/failure.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { policy } from '../kernel/policy.ts'
import { matching, type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { seesTitles, titleOf, withIds } from '../kernel/record-select.ts'
import type { Transaction } from '../kernel/transaction.ts'

/** A mass edit as stored. */
export interface StoredMassEdit {
  readonly id: string
  readonly object: string
  readonly changes: readonly MassEditChange[]
  readonly state: Exclude<MassEditState, 'interrupted'>
  readonly operationId: string
  readonly error: string | null
  readonly cancelRequested: boolean
  readonly createdBy: string
  readonly through: 'screen' | 'api_key' | 'mcp'
  /** The role of the API key that began it; null for a person with their own. */
  readonly role: string | null
  readonly updatedAt: Date
}

/** The two passes over the records. */
export type Stage = 'preview' | 'outcome'

/** @throws Failure 404 */
export async function loadMassEdit(tx: Transaction, id: string): Promise<StoredMassEdit> {
  const [row] = await tx.rows<StoredMassEdit>(sql`
    select m.id, m.object, m.changes, m.state, m.operation_id as "operationId", m.error, m.cancel_requested as "cancelRequested",
    m.created_by_id as "createdBy", m.through, m.role_id as role, m.updated_at as "updatedAt"
    from app.mass_edit m where m.workspace_id = ${tx.workspaceId} and m.id = ${id}`)
  if (!row) throw notFound()
  return row
}

/** Those that somebody began and that are being carried out, the latest first; for an API key, those of its role. */
export async function runningOf(tx: Transaction, actor: Actor): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select m.id from app.mass_edit m where ${and([
      sql`m.workspace_id = ${tx.workspaceId}`,
      sql`m.created_by_id = ${actor.userId}`,
      ...(isKey(actor) ? [sql`m.role_id = ${actor.roleId}`] : []),
      sql`m.state = 'running'`,
    ])} order by m.created_at desc, m.id desc limit 5`)
  return rows.map((row) => row.id)
}

export interface NewMassEdit {
  readonly id: string
  readonly object: ObjectType
  readonly changes: readonly MassEditChange[]
  readonly operationId: string
}

export async function insertMassEdit({ tx, actor, now }: Context, given: NewMassEdit): Promise<void> {
  const at = now.toISOString()
  await tx.rows(sql`
    insert into tendero.mass_edit (workspace_id, id, object, changes, state, operation_id, created_at, created_by_id, through, role_id, updated_at)
    values (${tx.workspaceId}, ${given.id}, ${given.object.name}, ${JSON.stringify(given.changes)}, 'checking', ${given.operationId},
      ${at}, ${actor.userId}, ${actor.through}, ${isKey(actor) ? actor.roleId : null}, now())`)
}

/** Notes which records it is about, as its list finds them now, up to one more than so many. @returns how many */
export async function noteRecords(
  reading: Reading,
  id: string,
  { object, target, most }: { readonly object: ObjectType; readonly target: MassEditTarget; readonly most: number },
): Promise<number> {
  const { tx } = reading
  const found =
    'ids' in target
      ? sql`${matching(reading, object, {})} and ${withIds('t', target.ids)}`
      : matching(reading, object, target)
  const [row] = await tx.rows<{ count: number }>(sql`
    with noted as (
      insert into tendero.mass_edit_record (workspace_id, mass_edit_id, record_id)
      select ${tx.workspaceId}::uuid, ${id}::uuid, t.id from ${readTable(object)} t where ${found} limit ${most + 1}
      returning 1)
    select count(*)::int as count from noted`)
  return row?.count ?? 0
}

/** Removes what was finished long ago. */
export async function removeOlder(tx: Transaction, before: Date): Promise<void> {
  const at = before.toISOString()
  await tx.rows(sql`
    delete from tendero.mass_edit_record r where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id in
      (select m.id from app.mass_edit m where m.workspace_id = ${tx.workspaceId} and m.created_at < ${at})`)
  await tx.rows(sql`delete from tendero.mass_edit m where m.workspace_id = ${tx.workspaceId} and m.created_at < ${at}`)
}

export interface MassEditPatch {
  readonly state?: StoredMassEdit['state']
  readonly error?: string | null
  readonly cancelRequested?: boolean
}

/**
 * Changes a mass edit, when it is in one of the states named; at least says that somebody works on it.
 * @returns whether it was in one of them, and whether somebody asks for the work to end
 */
export async function changeMassEdit(
  tx: Transaction,
  id: string,
  patch: MassEditPatch,
  from: readonly StoredMassEdit['state'][],
): Promise<{ readonly changed: boolean; readonly cancelRequested: boolean }> {
  const given: readonly (readonly [Sql, unknown])[] = [
    [sql`state`, patch.state],
    [sql`error`, patch.error],
    [sql`cancel_requested`, patch.cancelRequested],
  ]
  const assigned = given.filter(([, value]) => value !== undefined).map(([column, value]) => sql`${column} = ${value}`)
  const rows = await tx.rows<{ cancel: boolean }>(sql`
    update tendero.mass_edit m set ${join([...assigned, sql`updated_at = now()`])}
    where m.workspace_id = ${tx.workspaceId} and m.id = ${id} and m.state = any(${[...from]}::text[])
    returning m.cancel_requested as cancel`)
  return { changed: rows.length > 0, cancelRequested: rows[0]?.cancel === true }
}

/** The next records of a pass: the check looks at all, the pass that writes at those that the check found to change. */
export async function nextRecords(tx: Transaction, id: string, stage: Stage, most: number): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select r.record_id as id from app.mass_edit_record r
    where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id} and ${waitingIn(stage)} order by r.record_id limit ${most}`)
  return rows.map((row) => row.id)
}

function waitingIn(stage: Stage): Sql {
  return stage === 'preview' ? sql`r.preview is null` : sql`r.preview = 'changed' and r.outcome is null`
}

/**
 * Holds records of a pass until the end of the transaction, so that no two who take the work for theirs edit one twice.
 * @returns those that still wait
 */
export async function claimRecords(
  tx: Transaction,
  id: string,
  stage: Stage,
  ids: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    select r.record_id as id from tendero.mass_edit_record r
    where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id} and r.record_id = any(${ids}::uuid[])
      and ${waitingIn(stage)} order by r.record_id for update`)
  return rows.map((row) => row.id)
}

/** A record and what the actor may do with it. */
export interface EditedRecord {
  readonly id: string
  readonly may: boolean
}

/** Which of the records are still there for the actor, and which of them they may change. */
export function rightsOn(ctx: Context, object: ObjectType, ids: readonly string[]): Promise<readonly EditedRecord[]> {
  return ctx.tx.rows<EditedRecord>(sql`
    select t.id, (${policy(ctx.model, ctx.actor, object, 'edit', 't')}) is true as may
    from ${readTable(object)} t where ${matching(ctx, object, {})} and ${withIds('t', ids)}`)
}

/** What became of a record, or would. */
export interface Outcome {
  readonly id: string
  readonly result: 'changed' | 'unchanged' | 'refused'
  readonly problem?: Pick<Problem, 'code' | 'fields'>
}

/** Notes outcomes of records that wait for them. */
export async function noteOutcomes(
  tx: Transaction,
  id: string,
  stage: Stage,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return
  const column = raw(stage)
  const told = outcomes.map((one) => ({ id: one.id, result: one.result, problem: one.problem }))
  await tx.rows(sql`
    update tendero.mass_edit_record r set ${column} = o.result, problem = coalesce(o.problem, r.problem)
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as o(id uuid, result text, problem jsonb)
    where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id} and r.record_id = o.id and ${waitingIn(stage)}`)
}

/** How far a pass is. Records that the check did not find to change come to nothing else in the other pass. */
export async function countsOf(tx: Transaction, id: string): Promise<Record<Stage, MassEditCounts>> {
  const [row] = await tx.rows<Record<string, number>>(sql`
    select count(*)::int as total,
      count(*) filter (where r.preview is null)::int as "previewLeft",
      count(*) filter (where r.preview = 'changed')::int as "previewChanged",
      count(*) filter (where r.preview = 'unchanged')::int as "previewUnchanged",
      count(*) filter (where r.preview = 'refused')::int as "previewRefused",
      count(*) filter (where r.outcome = 'changed')::int as "changed",
      count(*) filter (where r.outcome = 'unchanged')::int as "unchanged",
      count(*) filter (where r.outcome = 'refused')::int as "refused"
    from app.mass_edit_record r where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id}`)
  const count = (name: string): number => row?.[name] ?? 0
  const total = count('total')
  return {
    preview: {
      total,
      left: count('previewLeft'),
      changed: count('previewChanged'),
      unchanged: count('previewUnchanged'),
      refused: count('previewRefused'),
    },
    outcome: {
      total,
      left: count('previewChanged') - count('changed') - count('unchanged') - count('refused'),
      changed: count('changed'),
      unchanged: count('previewUnchanged') + count('unchanged'),
      refused: count('previewRefused') + count('refused'),
    },
  }
}

/** Why records are refused: each code with the field that it is about. */
export function refusalsOf(tx: Transaction, id: string): Promise<readonly MassEditRefusal[]> {
  return tx.rows<MassEditRefusal>(sql`
    select coalesce(f.value->>'code', r.problem->>'code') as code, f.value->'details' as details, f.key as field, count(*)::int as count
    from app.mass_edit_record r left join lateral jsonb_each(r.problem->'fields') f on true
    where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id} and r.problem is not null
    group by 1, 2, 3 order by 4 desc, 1, 3 limit 20`)
}

/** The refused records, in the order of their titles; null where the reader may not see the record or what it is called. */
export function refusedRecords(
  reading: Reading,
  id: string,
  object: ObjectType,
): Promise<readonly { readonly id: string; readonly title: string | null; readonly problem: Values }[]> {
  const { tx, actor } = reading
  const title = seesTitles(actor, object) ? titleOf(actor, object, 't') : sql`null`
  return tx.rows(sql`
    select r.record_id as id, (${title})::text as title, r.problem from app.mass_edit_record r
    left join ${readTable(object)} t on t.id = r.record_id and ${visible(reading, object, 't')}
    where r.workspace_id = ${tx.workspaceId} and r.mass_edit_id = ${id} and r.problem is not null
    order by title, r.record_id`)
}

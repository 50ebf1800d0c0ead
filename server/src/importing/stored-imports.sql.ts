import {
  and,
  type ImportProblem,
  type ImportRun,
  type ImportSetup,
  type ImportSource,
  type ImportState,
  join,
  type Sql,
  sql,
} from '@tendero/model'
import { notFound } from '../kernel/failure.ts'
import type { Transaction } from '../kernel/transaction.ts'

/** An import as stored: what the screens see, and what the work needs besides. */
export interface StoredImport {
  readonly id: string
  readonly name: string
  readonly source: ImportSource
  readonly sheets: ImportRun['sheets']
  /** The first of the imports that go in one go; null for one alone. */
  readonly groupId: string | null
  readonly group: ImportRun['group']
  readonly state: ImportState
  readonly setup: ImportSetup
  readonly columns: ImportRun['columns']
  readonly counts: ImportCounts
  readonly totalRows: number | null
  readonly totalBytes: number
  readonly readBytes: number
  readonly rejectBytes: number
  readonly problems: readonly ImportProblem[]
  readonly likely: ImportRun['likely']
  readonly notFound: ImportRun['notFound']
  readonly operationId: string | null
  readonly error: string | null
  readonly cancelRequested: boolean
  readonly createdAt: Date
  readonly createdBy: string
  /** The role of the API key that brought the file; null for a person with their own. */
  readonly role: string | null
  /** When anything was last noted of it, or of those that go with it. */
  readonly updatedAt: Date
}

export interface ImportCounts {
  readonly read: number
  readonly good: number
  readonly bad: number
  readonly created: number
  readonly updated: number
}

/** What an import wrote may have been taken back, and done again, from the list of operations too. */
const stateOf = (workspaceId: string): Sql => sql`coalesce((
  select case when o.reverted_at is not null then 'reverted' else 'done' end from app.operation o
  where o.workspace_id = ${workspaceId} and o.id = i.operation_id and i.state in ('done', 'cancelled', 'reverted')
  and (i.state = 'reverted') is distinct from (o.reverted_at is not null)), i.state)`

const shape = ({
  workspaceId,
}: Pick<Transaction, 'workspaceId'>): Sql => sql`i.id, i.name, i.source, i.sheets, ${stateOf(workspaceId)} as state,
  i.group_id as "groupId", g.members as "group", i.setup, i.columns,
  json_build_object('read', i.read_rows, 'good', i.good_rows, 'bad', i.bad_rows, 'created', i.created_rows, 'updated', i.updated_rows) as counts,
  i.total_rows as "totalRows", i.total_bytes as "totalBytes", i.read_bytes as "readBytes", i.reject_bytes as "rejectBytes",
  i.problems, i.likely, i.not_found as "notFound", i.operation_id as "operationId", i.error, i.cancel_requested as "cancelRequested",
  i.created_at as "createdAt", i.created_by_id as "createdBy", i.role_id as role, coalesce(g.updated_at, i.updated_at) as "updatedAt"
  from app.import i, lateral (select max(m.updated_at) as updated_at, coalesce(json_agg(json_build_object('id', m.id,
    'sheet', coalesce(m.setup->'format'->>'sheet', m.name), 'object', m.object, 'state', m.state, 'good', m.good_rows, 'bad', m.bad_rows)
    order by m.position), '[]') as members
    from app.import m where m.workspace_id = ${workspaceId} and m.group_id = i.group_id) g`

/** @throws Failure 404 */
export async function loadImport(tx: Transaction, id: string): Promise<StoredImport> {
  const [row] = await tx.rows<StoredImport>(
    sql`select ${shape(tx)} where i.workspace_id = ${tx.workspaceId} and i.id = ${id}`,
  )
  if (!row) throw notFound()
  return row
}

/** The latest hundred, all of them or one person's. */
export function listImports(tx: Transaction, by: string | null): Promise<readonly StoredImport[]> {
  return tx.rows<StoredImport>(sql`
    select ${shape(tx)} where i.workspace_id = ${tx.workspaceId} ${by ? sql`and i.created_by_id = ${by}` : sql``}
    order by i.created_at desc, i.id desc limit 100`)
}

/** An import with all that go in one go with it, in their order. @throws Failure 404 */
export async function loadGroup(tx: Transaction, id: string): Promise<readonly StoredImport[]> {
  const stored = await loadImport(tx, id)
  if (stored.groupId === null) return [stored]
  return tx.rows<StoredImport>(sql`
    select ${shape(tx)} where i.workspace_id = ${tx.workspaceId} and i.group_id = ${stored.groupId} order by i.position`)
}

/** Takes an import out of the list; its files are removed after a while. */
export async function removeImport(tx: Transaction, id: string): Promise<void> {
  await tx.rows(sql`delete from tendero.import i where i.workspace_id = ${tx.workspaceId} and i.id = ${id}`)
}

/** The mapping with which a file of these columns was imported last. */
export async function rememberedSetup(
  tx: Transaction,
  object: string,
  headerKey: string,
): Promise<ImportSetup | undefined> {
  const [row] = await tx.rows<{ setup: ImportSetup }>(sql`
    select i.setup from app.import i where i.workspace_id = ${tx.workspaceId} and i.object = ${object}
    and i.header_key = ${headerKey} and i.operation_id is not null order by i.created_at desc, i.id desc limit 1`)
  return row?.setup
}

export interface NewImport {
  readonly id: string
  readonly name: string
  readonly source: ImportSource
  readonly sheets: ImportRun['sheets']
  readonly setup: ImportSetup
  readonly columns: ImportRun['columns']
  readonly headerKey: string
  readonly totalBytes: number
  readonly createdBy: string
  readonly role: string | null
  readonly groupId?: string
  readonly position?: number
  readonly now: Date
}

export async function insertImport(tx: Transaction, given: NewImport): Promise<void> {
  const now = given.now.toISOString()
  await tx.rows(sql`
    insert into tendero.import (workspace_id, id, name, source, sheets, object, state, setup, columns, header_key, total_bytes, created_at, created_by_id, role_id, group_id, position, updated_at)
    values (${tx.workspaceId}, ${given.id}, ${given.name}, ${given.source}, ${JSON.stringify(given.sheets)}, ${given.setup.object}, 'uploaded', ${JSON.stringify(given.setup)},
      ${JSON.stringify(given.columns)}, ${given.headerKey}, ${given.totalBytes}, ${now}, ${given.createdBy}, ${given.role}, ${given.groupId ?? null}, ${given.position ?? 0}, ${now})`)
}

/** What may change of an import; what is left out stays. */
export interface ImportPatch {
  readonly state?: ImportState
  readonly setup?: ImportSetup
  readonly columns?: ImportRun['columns']
  readonly headerKey?: string
  readonly counts?: ImportCounts
  readonly totalRows?: number | null
  readonly totalBytes?: number
  readonly readBytes?: number
  readonly rejectBytes?: number
  readonly problems?: readonly ImportProblem[]
  readonly likely?: ImportRun['likely']
  readonly notFound?: ImportRun['notFound']
  readonly operationId?: string | null
  readonly error?: string | null
  readonly cancelRequested?: boolean
  readonly groupId?: string | null
  readonly position?: number
}

/**
 * Changes an import, when it is in one of the states named and, if that is said, so many of its rows were noted as read.
 * @returns whether it was in one of them, and whether somebody asks for the work to end
 */
export async function changeImport(
  tx: Transaction,
  id: string,
  patch: ImportPatch,
  from?: readonly ImportState[],
  readRows?: number,
): Promise<{ changed: boolean; cancelRequested: boolean }> {
  const conditions = [
    ...(from ? [sql`i.state = any(${[...from]}::text[])`] : []),
    ...(readRows === undefined ? [] : [sql`i.read_rows = ${readRows}`]),
  ]
  const rows = await tx.rows<{ cancel: boolean }>(sql`
    update tendero.import i set ${join([...assignments(patch), sql`updated_at = now()`])}
    where ${and([sql`i.workspace_id = ${tx.workspaceId}`, sql`i.id = ${id}`, ...conditions])}
    returning i.cancel_requested as cancel`)
  return { changed: rows.length > 0, cancelRequested: rows[0]?.cancel === true }
}

function assignments(patch: ImportPatch): readonly Sql[] {
  const json = (value: unknown) => (value === undefined ? undefined : JSON.stringify(value))
  const { counts } = patch
  const given: readonly (readonly [column: Sql, value: unknown])[] = [
    [sql`state`, patch.state],
    [sql`object`, patch.setup?.object],
    [sql`setup`, json(patch.setup)],
    [sql`columns`, json(patch.columns)],
    [sql`header_key`, patch.headerKey],
    [sql`read_rows`, counts?.read],
    [sql`good_rows`, counts?.good],
    [sql`bad_rows`, counts?.bad],
    [sql`created_rows`, counts?.created],
    [sql`updated_rows`, counts?.updated],
    [sql`total_rows`, patch.totalRows],
    [sql`total_bytes`, patch.totalBytes],
    [sql`read_bytes`, patch.readBytes],
    [sql`reject_bytes`, patch.rejectBytes],
    [sql`problems`, json(patch.problems)],
    [sql`likely`, json(patch.likely)],
    [sql`not_found`, json(patch.notFound)],
    [sql`operation_id`, patch.operationId],
    [sql`error`, patch.error],
    [sql`cancel_requested`, patch.cancelRequested],
    [sql`group_id`, patch.groupId],
    [sql`position`, patch.position],
  ]
  return given.filter(([, value]) => value !== undefined).map(([column, value]) => sql`${column} = ${value}`)
}

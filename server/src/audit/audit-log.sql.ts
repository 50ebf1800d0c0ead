import {
  type AuditAction,
  type AuditItem,
  type AuditPage,
  and,
  categoryOfAction,
  type OperationPart,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { madeAt } from '../kernel/made-at.ts'
import type { Reading } from '../kernel/read-records.ts'
import { operationParts, readableTitles } from '../workspace/index.ts'
import type { AuditFilter, AuditQuery } from './audit-query.ts'
import { type Span, touchingOperations } from './touching-operations.sql.ts'

/** What is asked of operations besides is asked of so many that touched what is sought; a page goes on behind them. */
const mostLookedThrough = 1_000

interface Row {
  readonly id: string
  readonly action: AuditAction | null
  readonly actor_id: string | null
  readonly through: string
  readonly address: string | null
  readonly agent: string | null
  readonly key_id: string | null
  readonly object: string | null
  readonly record_id: string | null
  readonly detail: Readonly<Record<string, unknown>>
  readonly reverts_id: string | null
  readonly sealed_in: number | null
}

/** Changes and entries together, the newest first: the ids of both grow with time. */
export async function auditPage(reading: Reading, query: AuditQuery): Promise<AuditPage> {
  const [operations, entries] = await Promise.all([operationRows(reading, query), entryRows(reading, query)])
  const reached = operations.length > query.limit ? undefined : await whereLooked(reading, query)
  const rows = [...operations, ...entries]
    .sort((one, other) => (one.id < other.id ? 1 : -1))
    .filter(({ id }) => reached === undefined || id >= reached)
  const page = rows.slice(0, query.limit)
  const next = rows.length > query.limit ? page.at(-1)?.id : reached
  return { items: await described(reading, page), next: next ?? null }
}

async function operationRows({ tx, model, actor }: Reading, query: AuditQuery): Promise<Row[]> {
  const touching = touchingOperations(model.objects, query, spanOf(actor.workspaceId, query), mostOf(query))
  const rows = sql`select o.id, null as action, o.actor_id, o.through, o.address, o.agent, o.key_id, null as object,
      null as record_id, '{}'::jsonb as detail, o.reverts_id, o.sealed_in
    from app.operation o`
  const here = and(rowConditions(actor.workspaceId, query, 'o'))
  const last = sql`order by o.id desc limit ${raw(String(query.limit + 1))}`
  return tx.rows<Row>(
    touching
      ? sql`${rows} where o.id = any(array(${touching})) and ${here} ${last}`
      : sql`${rows} where ${here} ${last}`,
  )
}

/** How many operations that touched what is sought a page looks at. */
function mostOf({ who, through, address, limit }: AuditQuery): number {
  return who || through || address ? mostLookedThrough : limit + 1
}

/** How far back a page looked that is not full; undefined when it saw the end. */
async function whereLooked({ tx, model, actor }: Reading, query: AuditQuery): Promise<string | undefined> {
  const most = mostOf(query)
  const touching = touchingOperations(model.objects, query, spanOf(actor.workspaceId, query), most)
  if (!touching) return undefined
  const [last] = await tx.rows<{ id: string }>(
    sql`select t.id from (${touching}) t order by t.id desc offset ${raw(String(most - 1))} limit 1`,
  )
  return last?.id
}

function entryRows({ tx, actor }: Reading, query: AuditQuery): Promise<Row[]> {
  const { workspaceId } = actor
  const conditions = [...rowConditions(workspaceId, query, 'e'), ...entryConditions(query)]
  return tx.rows<Row>(sql`
    select e.id, e.action, e.actor_id, e.through, e.address, e.agent, e.key_id, e.object, e.record_id, e.detail,
      null as reverts_id, e.sealed_in
    from app.audit_entry e where ${and(conditions)} order by e.id desc limit ${raw(String(query.limit + 1))}`)
}

/** What both have. */
function rowConditions(workspaceId: string, query: AuditQuery, alias: 'o' | 'e'): readonly Sql[] {
  const column = (name: string) => raw(`${alias}.${name}`)
  const { who, through, address } = query
  return [
    sql`${column('workspace_id')} = ${workspaceId}`,
    ...(who ? [sql`${column('actor_id')} = ${who}`] : []),
    ...(through ? [sql`${column('through')} = ${through}`] : []),
    ...(address ? [sql`${column('address')} = ${address}`] : []),
    ...spanOf(workspaceId, query).bounds(column('id')),
  ]
}

/** Times are those of the ids, which no workspace's clock moves. */
function spanOf(workspaceId: string, { from, until, cursor }: AuditQuery): Span {
  return {
    workspaceId,
    bounds: (id) => [
      ...(from ? [sql`${id} >= ${firstIdAt(from)}`] : []),
      ...(until ? [sql`${id} < ${firstIdAt(until)}`] : []),
      ...(cursor ? [sql`${id} < ${cursor}`] : []),
    ],
  }
}

/** No id of this instant is smaller: the first 48 bits of a UUID of version 7 are milliseconds. */
function firstIdAt(instant: string): string {
  const hex = Math.max(0, Date.parse(instant)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

function entryConditions({ object, record, category }: AuditFilter): readonly Sql[] {
  const actions = Object.entries(categoryOfAction).flatMap(([action, its]) => (its === category ? [action] : []))
  return [
    ...(object ? [sql`e.object = ${object}`] : []),
    ...(record ? [sql`e.record_id = ${record}`] : []),
    ...(category ? [sql`e.action = any(${actions})`] : []),
  ]
}

async function described(reading: Reading, rows: readonly Row[]): Promise<readonly AuditItem[]> {
  const changes = rows.filter(({ action }) => action === null).map(({ id }) => id)
  const [parts, titles, keys] = await Promise.all([
    operationParts(reading, changes),
    entryTitles(reading, rows),
    keyNames(reading, rows),
  ])
  return rows.map((row) => itemOf(reading, row, { parts: parts.get(row.id) ?? [], titles, keys }))
}

async function entryTitles(reading: Reading, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, Set<string>>()
  for (const { object, record_id } of rows)
    if (object && record_id) ids.set(object, (ids.get(object) ?? new Set()).add(record_id))
  const found = await Promise.all([...ids].map(([object, own]) => readableTitles(reading, object, [...own])))
  return new Map(found.flatMap((titles) => [...titles]))
}

/** Keys are known to the schema `control` alone; the entry of their making has their name. */
async function keyNames({ tx, actor }: Reading, rows: readonly Row[]): Promise<ReadonlyMap<string, string>> {
  const ids = [...new Set(rows.flatMap(({ key_id }) => key_id ?? []))]
  if (ids.length === 0) return new Map()
  const made = await tx.rows<{ record_id: string; name: string }>(sql`
    select e.record_id, e.detail ->> 'name' as name from app.audit_entry e
    where e.workspace_id = ${actor.workspaceId} and e.record_id = any(${ids}::uuid[]) and e.action = 'key.made'`)
  return new Map(made.map(({ record_id, name }) => [record_id, name]))
}

interface Words {
  readonly parts: readonly OperationPart[]
  readonly titles: ReadonlyMap<string, string>
  readonly keys: ReadonlyMap<string, string>
}

function itemOf({ model }: Reading, row: Row, { parts, titles, keys }: Words): AuditItem {
  const actor = row.actor_id ? model.catalogue.get('user')?.get(row.actor_id) : undefined
  return {
    id: row.id,
    at: new Date(madeAt(row.id)).toISOString(),
    action: row.action,
    actor: actor ? { id: actor.id, name: String(actor.name) } : null,
    through: row.through,
    address: row.address,
    agent: row.agent,
    key: row.key_id ? { id: row.key_id, name: keys.get(row.key_id) ?? '' } : null,
    object: row.object,
    record: row.record_id ? { id: row.record_id, title: titles.get(row.record_id) ?? null } : null,
    detail: row.detail,
    parts,
    reverts: row.reverts_id,
    seal: row.sealed_in,
  }
}

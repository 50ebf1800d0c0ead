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
import { type AuditFilter, type AuditQuery, rightsObjects } from './audit-query.ts'

/** Rows that one page looks through; what is rarer among them is found by going on. */
const mostLookedThrough = 20_000

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

function operationRows({ tx, model, actor }: Reading, query: AuditQuery): Promise<Row[]> {
  const touched = touchedCondition(model.objects, actor.workspaceId, query)
  const looked = sql`select o.* from app.operation o where ${and(rowConditions(actor.workspaceId, query, 'o'))}
    order by o.id desc ${touched ? sql`limit ${raw(String(mostLookedThrough))}` : raw('')}`
  return tx.rows<Row>(sql`
    select o.id, null as action, o.actor_id, o.through, o.address, o.agent, o.key_id, null as object,
      null as record_id, '{}'::jsonb as detail, o.reverts_id, o.sealed_in
    from (${looked}) o ${touched ? sql`where ${touched}` : raw('')}
    order by o.id desc limit ${raw(String(query.limit + 1))}`)
}

/** How far back a page looked that is not full; undefined when it saw the end. */
async function whereLooked({ tx, model, actor }: Reading, query: AuditQuery): Promise<string | undefined> {
  if (!touchedCondition(model.objects, actor.workspaceId, query)) return undefined
  const [last] = await tx.rows<{ id: string }>(sql`
    select o.id from app.operation o where ${and(rowConditions(actor.workspaceId, query, 'o'))}
    order by o.id desc offset ${raw(String(mostLookedThrough - 1))} limit 1`)
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

/** What both have. Times are those of the ids, which no workspace's clock moves. */
function rowConditions(workspaceId: string, query: AuditQuery, alias: 'o' | 'e'): readonly Sql[] {
  const column = (name: string) => raw(`${alias}.${name}`)
  const { who, through, address, from, until, cursor } = query
  return [
    sql`${column('workspace_id')} = ${workspaceId}`,
    ...(who ? [sql`${column('actor_id')} = ${who}`] : []),
    ...(through ? [sql`${column('through')} = ${through}`] : []),
    ...(address ? [sql`${column('address')} = ${address}`] : []),
    ...(from ? [sql`${column('id')} >= ${firstIdAt(from)}`] : []),
    ...(until ? [sql`${column('id')} < ${firstIdAt(until)}`] : []),
    ...(cursor ? [sql`${column('id')} < ${cursor}`] : []),
  ]
}

/** No id of this instant is smaller: the first 48 bits of a UUID of version 7 are milliseconds. */
function firstIdAt(instant: string): string {
  const hex = Math.max(0, Date.parse(instant)).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-0000-0000-000000000000`
}

/** What of history an operation must have; undefined when that does not matter. */
function touchedCondition(
  objects: Reading['model']['objects'],
  workspaceId: string,
  { object, record, category }: AuditFilter,
): Sql | undefined {
  const conditions = [
    ...(object ? [sql`h.object = ${objects.get(object)?.recordedAs ?? object}`] : []),
    ...(record ? [sql`h.record_id = ${record}`] : []),
    ...(category ? [categoryCondition(objects, category)] : []),
  ]
  if (conditions.length === 0) return undefined
  const here = [sql`h.workspace_id = ${workspaceId}`, ...conditions]
  // By its record a history is found at once, whatever its age.
  if (object && record) return sql`o.id in (select h.operation_id from app.history h where ${and(here)})`
  return sql`exists (select 1 from app.history h where ${and([...here, sql`h.operation_id = o.id`])})`
}

function categoryCondition(objects: Reading['model']['objects'], category: NonNullable<AuditFilter['category']>): Sql {
  const settings = [...objects.values()]
    .filter((one) => one.settings && !rightsObjects.some((name) => name === one.name))
    .map(({ name }) => name)
  switch (category) {
    case 'rights':
      return sql`h.object = any(${[...rightsObjects]})`
    case 'settings':
      return sql`h.object = any(${settings})`
    case 'records':
      return sql`not (h.object = any(${[...rightsObjects, ...settings]}))`
    default:
      return raw('false')
  }
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

import { type AnyRecord, type ObjectType, type Page, sql } from '@tendero/model'
import { parse } from 'csv-parse/sync'
import { callerAs } from '../src/kernel/caller.ts'
import { readingFor } from '../src/kernel/read-records.ts'
import { permitted } from '../src/live/interest.sql.ts'
import { toldRecords } from '../src/webhooks/told-records.sql.ts'
import type { Browser } from './http.ts'
import type { Person } from './keys.ts'
import { toolsOf } from './tools.ts'
import type { World } from './world.ts'

/** Somebody by an API key, and the role of the key. */
export type Asking = Person

/** A record that may be on a path or not. */
export interface Sought {
  readonly object: ObjectType
  readonly id: string
}

/** Every way on which a record could be seen: by its name, whether somebody sees it there. */
export async function pathsTo(
  world: World,
  asking: Asking,
  sought: Sought,
): Promise<Readonly<Record<string, boolean>>> {
  const { object } = sought
  return {
    ...(await listed(asking, sought)),
    ...(await inside(asking, sought)),
    ...(await pushed(world, asking, sought)),
    ...(await told(world, asking, sought)),
    ...(object.searchable ? await found(asking, sought) : {}),
  }
}

interface Sums {
  readonly groups: readonly { readonly measures: { readonly count: number } }[]
}

async function answers(asking: Browser, path: string): Promise<boolean> {
  return (await asking.request('GET', path)).status === 200
}

async function listed(asking: Browser, { object, id }: Sought) {
  const path = `/${object.collection}`
  const filter = encodeURIComponent(JSON.stringify({ field: 'id', op: 'is', value: id }))
  const page = await asking.json<Page>('GET', `${path}?limit=200`)
  const { value } = await asking.json<{ value: number }>('GET', `${path}/count?filter=${filter}`)
  const sums = await asking.json<Sums>('GET', `${path}/aggregate?group=owner&measures=count&filter=${filter}`)
  const definition = {
    object: object.name,
    kind: 'table',
    rows: [{ field: 'owner' }],
    measures: [{ name: 'n', aggregate: 'count' }],
  }
  const result = await asking.json<{ rows: readonly unknown[] }>(
    'GET',
    `/report-results?definition=${encodeURIComponent(JSON.stringify({ ...definition, filter: { field: 'id', op: 'is', value: id } }))}`,
  )
  const csv = await (await asking.request('GET', `${path}/export?format=csv&fields=id`)).text()
  return {
    list: page.items.some((one) => one.id === id),
    count: value === 1,
    aggregate: sums.groups.some(({ measures }) => measures.count === 1),
    report: result.rows.length > 0,
    export: parse(csv, { bom: true }).flat().includes(id),
  }
}

async function inside(asking: Browser, { object, id }: Sought) {
  const path = `/${object.collection}/${id}`
  const ofRecord = encodeURIComponent(JSON.stringify({ field: 'record', op: 'is', value: id }))
  const [files, comments] = await Promise.all(
    ['files', 'comments'].map((one) => asking.json<Page>('GET', `/${one}?filter=${ofRecord}`)),
  )
  const [file] = files?.items ?? []
  return {
    record: await answers(asking, path),
    followers: await answers(asking, `${path}/followers`),
    timeline: await answers(asking, `${path}/timeline`),
    files: file !== undefined && (await answers(asking, `/files/${file.id}/content`)),
    comments: comments?.items.length === 1,
  }
}

async function found(asking: Browser, { object, id }: Sought): Promise<Readonly<Record<string, boolean>>> {
  const list = await asking.json<Page>('GET', `/${object.collection}?search=zarzuela&limit=200`)
  // Kinds of activity are found as activities, for which the role has no right.
  if (object.activity) return { search: list.items.some((one) => one.id === id) }
  const hits = await asking.json<{ items: readonly AnyRecord[] }>(
    'GET',
    `/search?q=zarzuela&limit=50&objects=${object.name}`,
  )
  return {
    search: list.items.some((one) => one.id === id),
    'global search': hits.items.some((one) => one.id === id),
  }
}

/** What an assistant is told with a key of theirs. */
async function told(world: World, asking: Asking, { object, id }: Sought): Promise<Readonly<Record<string, boolean>>> {
  const { call, text } = toolsOf(world, asking)
  const one = { object: object.name, id }
  const filter = { field: 'id', op: 'is', value: id }
  const { count } = await call<Page>('list_records', { object: object.name, filter, count: true })
  const sums = await call<Sums>('aggregate_records', { object: object.name, filter, measures: ['count'] })
  const query = { query: 'zarzuela', objects: [object.name], limit: 50 }
  // Kinds of activity are found as activities, for which the role has no right.
  const isFound = object.searchable && !object.activity
  return {
    'tool: list': count?.value === 1,
    'tool: aggregate': sums.groups[0]?.measures.count === 1,
    'tool: record': (await call('read_record', one)).code === undefined,
    'tool: timeline': (await call('read_timeline', one)).code === undefined,
    ...(isFound ? { 'tool: search': (await text('search_records', query)).includes(id) } : {}),
  }
}

/** What tells of a record without being asked each time: streams of changes, and webhooks. */
async function pushed({ kernel, workspaceId }: World, { user, role }: Asking, { object, id }: Sought) {
  const caller = await callerAs(kernel, workspaceId, user, 'api_key', role)
  const interest = await permitted(kernel, caller, { objects: [], records: { [object.name]: [id] } })
  const told = await kernel.database.read(workspaceId, (tx) =>
    toldRecords(readingFor(kernel, caller, tx), object, [id], false),
  )
  return { stream: interest.records[object.name]?.includes(id) === true, webhook: told.has(id) }
}

/** Moves the end of the shares of a record to a moment ago. */
export async function endShares({ kernel, workspaceId }: World, record: string): Promise<void> {
  await kernel.database.transaction(workspaceId, (tx) =>
    tx.rows(sql`update tendero.share set until = now() - interval '1 second'
      where workspace_id = ${workspaceId} and record = ${record}`),
  )
}

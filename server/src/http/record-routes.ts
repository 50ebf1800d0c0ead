import type { ListQuery, ObjectType } from '@tendero/model'
import type { Hono, Context as HonoContext, MiddlewareHandler } from 'hono'
import { limitOf, recordWithTimeline } from '../collaboration/index.ts'
import { orMerged } from '../derive/merged-ids.ts'
import * as rest from '../derive/rest.ts'
import type { Written } from '../derive/written.ts'
import { type Caller, objectAt } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { accountOf, takeRequest } from '../kernel/limits.ts'
import { asOnDay } from '../kernel/past-caller.ts'
import { viewing } from '../kernel/view-as.ts'
import { movedTo } from './moved-to.ts'
import { type ApiEnvironment, callerOf, idempotencyKeyOf, jsonBody, pageLimit, waitedOf } from './request.ts'

type Route = HonoContext<ApiEnvironment>

/** The addresses that every object has. */
export function recordRoutes(api: Hono<ApiEnvironment>, kernel: Kernel, limited: MiddlewareHandler): void {
  const on = (
    method: string,
    path: string,
    handle: (at: { c: Route; caller: Caller; object: ObjectType }) => Promise<Response>,
  ) => {
    const handler = async (c: Route) => {
      c.set('route', path)
      const caller = await callerOf(kernel, c)
      takeRequest(kernel.limits.perAccount, accountOf(caller.actor))
      if (method !== 'GET' && caller.viewer) throw viewing()
      const day = c.req.query('asOf')
      const answer = (as: Caller) => handle({ c, caller: as, object: objectAt(as, c.req.param('collection') ?? '') })
      if (day === undefined) return answer(caller)
      if (method !== 'GET') throw new Failure(422, 'no_past')
      return asOnDay(kernel, caller, day, answer)
    }
    if (method === 'GET') api.get(path, handler)
    else api.on(method, path, limited, handler)
  }
  on('GET', '/:collection', async ({ c, caller, object }) =>
    json(c, await rest.list(kernel, caller, object, listQuery(c))),
  )
  on('GET', '/:collection/count', async ({ c, caller, object }) =>
    c.json(await rest.count(kernel, caller, object, listQuery(c))),
  )
  on('GET', '/:collection/aggregate', async ({ c, caller, object }) =>
    c.json(
      await rest.aggregate(kernel, caller, object, {
        group: words(c.req.query('group')),
        measures: words(c.req.query('measures') ?? 'count'),
        filter: filterOf(c),
        search: searchOf(c),
        descending: c.req.query('descending') === 'true',
        limit: pageLimit(c.req.query('limit')),
        cursor: c.req.query('cursor'),
      }),
    ),
  )
  on('POST', '/:collection/bulk', async ({ c, caller, object }) =>
    c.json(await rest.bulk(kernel, caller, object, await jsonBody(c), idempotencyKeyOf(c))),
  )
  on('GET', '/:collection/:id', ({ c, caller, object }) =>
    orMerged(
      kernel,
      { caller, object, id: idOf(c) },
      async () => record(c, await readOne(kernel, caller, object, c)),
      (into) => movedTo(c.req.url, idOf(c), into),
    ),
  )
  on('POST', '/:collection', async ({ c, caller, object }) => written(c, await create(kernel, caller, object, c), 201))
  on('PATCH', '/:collection/:id', ({ c, caller, object }) =>
    orMerged(kernel, { caller, object, id: idOf(c) }, async () =>
      written(c, await rest.update(kernel, caller, object, idOf(c), await jsonBody(c), ifMatch(c))),
    ),
  )
  on('DELETE', '/:collection/:id', async ({ c, caller, object }) =>
    orMerged(kernel, { caller, object, id: idOf(c) }, async () =>
      c.json(await rest.remove(kernel, caller, object, idOf(c), ifMatch(c))),
    ),
  )
  on('POST', '/:collection/:id/restoration', async ({ c, caller, object }) =>
    written(c, await rest.restore(kernel, caller, object, idOf(c))),
  )
}

async function create(kernel: Kernel, caller: Caller, object: ObjectType, c: Route): Promise<Written> {
  const performing = { idempotencyKey: idempotencyKeyOf(c), waited: waitedOf(c) }
  return rest.create(kernel, caller, object, await jsonBody(c), performing)
}

const idOf = (c: Route) => c.req.param('id') ?? ''

/** A record, with the first page of its timeline when asked. */
function readOne(kernel: Kernel, caller: Caller, object: ObjectType, c: Route): Promise<string> {
  const [id, timeline] = [idOf(c), c.req.query('timeline')]
  if (timeline === undefined) return rest.read(kernel, caller, object, id)
  if (caller.model.asOf) throw new Failure(422, 'no_past')
  return recordWithTimeline(kernel, caller, object, id, limitOf(timeline))
}

function json(c: Route, text: string, status: 200 | 201 = 200, headers: Record<string, string> = {}): Response {
  return c.body(text, status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
}

/** A record's first fields are its id and version. */
const leading = /^\{"id":"[^"]*","version":(\d+)/

function record(c: Route, text: string, status: 200 | 201 = 200, headers: Record<string, string> = {}): Response {
  const version = leading.exec(text)?.[1]
  return json(c, text, status, version ? { ...headers, etag: `"${version}"` } : headers)
}

function written(c: Route, { record: text, operationId }: Written, status: 200 | 201 = 200): Response {
  return record(c, text, status, { 'tendero-operation': operationId })
}

function ifMatch(c: Route): number | undefined {
  const header = c.req.header('if-match')
  if (header === undefined || header === '*') return undefined
  const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1]
  if (!version) throw new Failure(422, 'invalid_version')
  return Number(version)
}

export function listQuery(c: HonoContext): ListQuery {
  const sort = words(c.req.query('sort'))
  const fields = words(c.req.query('fields'))
  return {
    filter: filterOf(c),
    search: searchOf(c),
    sort: sort.length > 0 ? sort : undefined,
    fields: fields.length > 0 ? fields : undefined,
    limit: pageLimit(c.req.query('limit')),
    cursor: c.req.query('cursor'),
    fromEnd: c.req.query('fromEnd') === 'true',
    from: c.req.query('from')?.slice(0, 200) || undefined,
    count: c.req.query('count') === 'true',
    deleted: c.req.query('deleted') === 'true',
  }
}

function searchOf(c: HonoContext): ListQuery['search'] {
  return c.req.query('search')?.slice(0, 200) || undefined
}

function filterOf(c: HonoContext): ListQuery['filter'] {
  const text = c.req.query('filter')
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Failure(422, 'invalid_filter', { details: { reason: 'not_json' } })
  }
}

function words(text: string | undefined): readonly string[] {
  return text
    ? text
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
    : []
}

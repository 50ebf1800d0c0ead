import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { type DescribedObject, openApiDocument } from '../derive/openapi.ts'
import { scopeOf } from '../kernel/actor.ts'
import { Answer, type ApiRequest, type Endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { rulesFor } from '../kernel/field-rules.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { visibleFields } from '../kernel/record-select.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { version } from '../platform/version.ts'
import { sessionCookie, workspaceHeader } from './authentication.ts'
import { problemOf, problemResponse } from './problem.ts'
import { recordRoutes } from './record-routes.ts'
import { type ApiEnvironment, callerOf, downloaderOf, idempotencyKeyOf, jsonBody, refuseOddTexts } from './request.ts'

const largestBody = 2 * 1024 * 1024

/** `/api/v1`: the slices' endpoints, then every object's records. */
export function createApi(kernel: Kernel, endpoints: readonly Endpoint[]): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>()
  api.onError((error, c) => {
    const problem = problemOf(error, c.get('requestId'))
    if (problem.status >= 500) kernel.log.error({ err: error, requestId: problem.requestId }, 'request failed')
    return problemResponse(problem)
  })
  api.notFound((c) => problemResponse(problemOf(notFound(), c.get('requestId'))))
  api.use(async (c, next) => {
    refuseForeignOrigin(c)
    await next()
  })
  const limited = limitBody(largestBody)
  for (const one of endpoints) {
    const path = one.path.replace(/\{(\w+)\}/g, ':$1')
    const handler = (c: HonoContext<ApiEnvironment>) => {
      c.set('route', one.path)
      return respond(kernel, one, c)
    }
    if (one.stream || one.method === 'GET') api.on(one.method, path, handler)
    else api.on(one.method, path, limited, handler)
  }
  api.get('/openapi.json', async (c) => {
    c.set('route', '/openapi.json')
    return c.json(openApiDocument(await describedObjects(kernel, c), endpoints, version))
  })
  recordRoutes(api, kernel, limited)
  return api
}

/** Refuses a body that is too large: by its stated length when it has one, else while it comes in. */
export function limitBody(largest: number): MiddlewareHandler {
  const refuse = () => {
    throw new Failure(413, 'too_large')
  }
  const streamed = bodyLimit({ maxSize: largest, onError: refuse })
  return (c, next) => {
    const length = c.req.header('content-length')
    // A stated length is kept by the server; to look at the body itself would make a stream of it.
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return streamed(c, next)
    return Number(length) > largest ? refuse() : next()
  }
}

/** With a key or session the objects as that person sees them, custom fields included; else what every workspace has. */
async function describedObjects(kernel: Kernel, c: HonoContext): Promise<readonly DescribedObject[]> {
  const named = c.req.header(workspaceHeader) ?? c.req.query('workspace')
  const anonymous = !c.req.header('authorization') && (!getCookie(c, sessionCookie) || named === undefined)
  if (anonymous)
    return [...kernel.objects.values()]
      .filter((object) => !object.template)
      .map((object) => ({ object, fields: [...object.fields.values()] }))
  const { model, actor } = await downloaderOf(kernel, c)
  const context = { model, actor, now: nowIn(kernel, model) }
  return [...model.objects.values()]
    .filter((object) => !object.template && scopeOf(actor, object.name, 'read') !== 'none')
    .map((object) => ({ object, fields: visibleFields(actor, object), rules: rulesFor(object, context) }))
}

/** A page of another site may not use this site's session. */
function refuseForeignOrigin(c: HonoContext): void {
  if (c.req.method !== 'GET' && !c.req.header('authorization')) refuseOtherSites(c)
}

/** Refuses a page of another site, whatever it asks. @throws Failure 403 `foreign_origin` */
export function refuseOtherSites(c: HonoContext): void {
  const origin = c.req.header('origin')
  if (!origin) return
  const host = c.req.header('x-forwarded-host') ?? c.req.header('host')
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw new Failure(403, 'foreign_origin')
}

function documentOf(body: unknown): object {
  return typeof body === 'object' && body !== null ? body : {}
}

function bodyFor(method: string, { body }: Answer): string | ReadableStream<Uint8Array> {
  if (typeof body === 'string') return body
  return method === 'HEAD' ? '' : body()
}

async function respond(kernel: Kernel, endpoint: Endpoint, c: HonoContext<ApiEnvironment>): Promise<Response> {
  const again = () => (endpoint.download ? downloaderOf : callerOf)(kernel, c)
  const caller = endpoint.open ? undefined : await again()
  const request: ApiRequest = {
    kernel,
    get caller() {
      if (!caller) throw new Failure(401, 'unauthenticated')
      return caller
    },
    again,
    params: c.req.param(),
    query: c.req.query(),
    body: endpoint.method === 'GET' || endpoint.stream ? undefined : await jsonBody(c),
    idempotencyKey: idempotencyKeyOf(c),
    raw: c.req.raw,
    cookies: getCookie(c),
    setCookie(value, expires) {
      if (value === '') deleteCookie(c, sessionCookie, { path: '/' })
      else
        setCookie(c, sessionCookie, value, {
          path: '/',
          httpOnly: true,
          sameSite: 'Lax',
          secure: new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto') === 'https',
          expires,
        })
    },
  }
  if (endpoint.method !== 'GET') refuseOddTexts({ ...request.query, ...documentOf(request.body) })
  const answer = await endpoint.handle(request)
  if (answer instanceof Answer && answer.status === 304) return c.body(null, 304, answer.headers)
  if (answer instanceof Answer)
    return c.body(bodyFor(c.req.method, answer), answer.status as 200, {
      'content-type': 'application/json; charset=utf-8',
      ...answer.headers,
    })
  return c.body(JSON.stringify(answer ?? null), (endpoint.status ?? 200) as 200, {
    'content-type': 'application/json; charset=utf-8',
  })
}

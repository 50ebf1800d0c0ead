import type { Context as HonoContext, MiddlewareHandler } from 'hono'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { type DescribedObject, openApiDocument } from '../derive/openapi.ts'
import { scopeOf } from '../kernel/actor.ts'
import type { Endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { rulesFor } from '../kernel/field-rules.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { visibleFields } from '../kernel/record-select.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import { version } from '../platform/version.ts'
import { workspaceHeader } from './authentication.ts'
import { problemResponse } from './problem.ts'
import { recordRoutes } from './record-routes.ts'
import { refuseOtherSites } from './refuse-other-sites.ts'
import { refuseTooMany } from './refuse-too-many.ts'
import { type ApiEnvironment, downloaderOf } from './request.ts'
import { respond } from './respond.ts'
import { sessionOf } from './session-cookie.ts'

const largestBody = 2 * 1024 * 1024

/** `/api/v1`: the slices' endpoints, then every object's records. */
export function createApi(kernel: Kernel, endpoints: readonly Endpoint[]): Hono<ApiEnvironment> {
  const api = new Hono<ApiEnvironment>()
  api.onError((error, c) => problemResponse(c, error, kernel.log))
  api.notFound((c) => problemResponse(c, notFound(), kernel.log))
  api.use(async (c, next) => {
    refuseTooMany(kernel, c)
    // A page of another site may not use this site's session.
    if (c.req.method !== 'GET' && !c.req.header('authorization')) refuseOtherSites(kernel, c)
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
async function describedObjects(kernel: Kernel, c: HonoContext<ApiEnvironment>): Promise<readonly DescribedObject[]> {
  const named = c.req.header(workspaceHeader) ?? c.req.query('workspace')
  const anonymous = !c.req.header('authorization') && (!sessionOf(kernel, c) || named === undefined)
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

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { hearOthers } from '../kernel/hear-others.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { openKernel } from '../open-kernel.ts'
import { slices } from '../slices.ts'
import { createApi } from './api.ts'
import { createMcp } from './mcp/mcp.ts'
import { metrics } from './metrics.ts'
import { modelEndpoints } from './model-endpoints.ts'
import type { ApiEnvironment } from './request.ts'

/** The web application. */
export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Closes its connections to the database, after the last request. */
  close(): Promise<void>
}

/** Makes the web application: API and pages. */
export async function createApp(runtime: Runtime): Promise<App> {
  const kernel = openKernel(runtime)
  hearOthers(kernel)
  const app = routes(kernel, runtime.webFolder)
  return { fetch: (request) => app.fetch(request), close: () => kernel.database.close() }
}

/** Everything that a request can reach. */
export function routes(kernel: Kernel, webFolder: string): Hono<ApiEnvironment> {
  const app = new Hono<ApiEnvironment>()
  const measured = metrics(kernel)
  app.use(async (c, next) => {
    const given = c.req.header('x-request-id')
    const requestId = given && /^[\w-]{8,64}$/.test(given) ? given : newId()
    c.set('requestId', requestId)
    // Before the answer is made: touching the headers of a finished one makes it anew.
    c.header('x-request-id', requestId)
    c.header('x-content-type-options', 'nosniff')
    const began = performance.now()
    await next()
    const seconds = (performance.now() - began) / 1_000
    measured.observe(c.req.method, c.get('route') ?? 'other', c.res.status, seconds)
    kernel.log.info(
      { requestId, method: c.req.method, path: c.req.path, status: c.res.status, ms: Math.round(seconds * 1_000) },
      'request',
    )
  })
  app.get('/health', async (c) => {
    await kernel.database.direct.query('select 1')
    return c.json({ status: 'ok' })
  })
  app.get('/metrics', async (c) => c.text(await measured.text(), 200, { 'content-type': measured.contentType }))
  const api = createApi(kernel, [...modelEndpoints, ...slices.flatMap((slice) => slice.endpoints ?? [])])
  app.route('/api/v1', api)
  app.route('/api/mcp', createMcp(kernel, api))
  app.use(
    secureHeaders({ contentSecurityPolicy: policy, strictTransportSecurity: false, crossOriginEmbedderPolicy: false }),
  )
  app.use(
    '/assets/*',
    serveStatic({
      root: webFolder,
      precompressed: true,
      onFound: (_, c) => c.header('cache-control', 'public, max-age=31536000, immutable'),
    }),
  )
  // A part of a version that is gone: the page for it would be taken for a script.
  app.get('/assets/*', (c) => c.notFound())
  app.get('*', serveStatic({ root: webFolder, onFound: (_, c) => c.header('cache-control', 'no-cache') }))
  app.get('*', async (c) =>
    c.html(await readFile(join(webFolder, 'index.html'), 'utf8'), 200, { 'cache-control': 'no-cache' }),
  )
  return app
}

const policy = {
  defaultSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  frameAncestors: ["'none'"],
  baseUri: ["'self'"],
  formAction: ["'self'"],
  objectSrc: ["'none'"],
}

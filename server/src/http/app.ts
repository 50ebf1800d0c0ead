import { Hono } from 'hono'
import { hearOthers } from '../kernel/hear-others.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { Runtime } from '../kernel/runtime.ts'
import { openKernel } from '../open-kernel.ts'
import type { Fetch } from '../platform/http-server.ts'
import { slices } from '../slices.ts'
import { createApi } from './api.ts'
import { isSecure } from './forwarded.ts'
import { createMcp } from './mcp/mcp.ts'
import { metrics } from './metrics.ts'
import { modelEndpoints } from './model-endpoints.ts'
import { createPages } from './pages.ts'
import type { ApiEnvironment } from './request.ts'
import { createScim } from './scim.ts'
import { answerHeaders } from './security-headers.ts'

/** The web application. */
export interface App {
  readonly fetch: Fetch
  /** Closes its connections to the database, after the last request. */
  close(): Promise<void>
}

/** Makes the web application: API and pages. */
export async function createApp(runtime: Runtime): Promise<App> {
  const kernel = openKernel(runtime)
  hearOthers(kernel)
  const app = routes(kernel, runtime.webFolder)
  return {
    fetch: (request, peer) => app.fetch(request, { peer }),
    close: () => kernel.reads.flush().then(() => kernel.database.close()),
  }
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
    for (const [name, value] of answerHeaders(isSecure(kernel, c), c.req.path)) c.header(name, value)
    const began = performance.now()
    await next()
    const seconds = (performance.now() - began) / 1_000
    measured.observe(c.req.method, c.get('route') ?? 'other', c.res.status, seconds)
    kernel.log.info(
      {
        requestId,
        method: c.req.method,
        path: withoutLinks(c.req.path),
        status: c.res.status,
        ms: Math.round(seconds * 1_000),
      },
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
  app.route('/api/scim/v2', createScim(kernel))
  app.route('/', createPages(webFolder))
  return app
}

/** An invitation and a new password stand in their address: whoever reads the log could open them. */
function withoutLinks(path: string): string {
  return path.replace(/\/[\w-]{43,}(?=\/|$)/g, '/…')
}

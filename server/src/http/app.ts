import { Hono } from 'hono'
import type { Runtime } from '../kernel/runtime.ts'

/** The web application. */
export interface App {
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Closes its connections to the database, after the last request. */
  close(): Promise<void>
}

/** Makes the web application: API and pages. */
export async function createApp(_runtime: Runtime): Promise<App> {
  const app = new Hono().get('/health', (c) => c.json({ status: 'ok' }))
  return { fetch: (request) => app.fetch(request), close: async () => undefined }
}

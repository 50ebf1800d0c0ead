import type { Context as HonoContext } from 'hono'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hostOf } from './forwarded.ts'
import type { ApiEnvironment } from './request.ts'

const ownSites: ReadonlySet<string> = new Set(['same-origin', 'none'])

/**
 * Refuses a page of another site, whatever it asks: as the browser tells of it, or by the origin of the page.
 * @throws Failure 403 `foreign_origin`
 */
export function refuseOtherSites(kernel: Kernel, c: HonoContext<ApiEnvironment>): void {
  if (!ownSites.has(c.req.header('sec-fetch-site') ?? 'none')) throw new Failure(403, 'foreign_origin')
  const origin = c.req.header('origin')
  if (!origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== hostOf(kernel, c)) throw new Failure(403, 'foreign_origin')
}

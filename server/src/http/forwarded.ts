import type { Context as HonoContext } from 'hono'
import type { Kernel } from '../kernel/kernel.ts'
import { clientAddress, isTrustedPeer } from '../platform/client-address.ts'
import type { ApiEnvironment } from './request.ts'

type Route = HonoContext<ApiEnvironment>

/** What a proxy says in a header of the request that came to it; undefined when whoever says so is not trusted. */
function forwarded({ trustedProxies }: Kernel, c: Route, header: string): string | undefined {
  const said = c.req.header(header)
  // A chain of proxies writes a list, whose first entry is the request that the browser made.
  return said && isTrustedPeer(trustedProxies, c.env?.peer) ? said.split(',')[0]?.trim() : undefined
}

/** Did the browser ask over TLS, be it as far as a proxy? */
export function isSecure(kernel: Kernel, c: Route): boolean {
  return (forwarded(kernel, c, 'x-forwarded-proto') ?? c.req.url.slice(0, 5)).startsWith('https')
}

/** The host that the browser asked, with its port if it named one. */
export function hostOf(kernel: Kernel, c: Route): string {
  return forwarded(kernel, c, 'x-forwarded-host') ?? c.req.header('host') ?? new URL(c.req.url).host
}

/** Where the program is reached from outside, as the request came: `https://crm.example.com`. */
export function originOf(kernel: Kernel, c: Route): string {
  return `${isSecure(kernel, c) ? 'https' : 'http'}://${hostOf(kernel, c)}`
}

/** Where a request came from, behind proxies that are trusted. */
export function addressOf({ trustedProxies }: Kernel, c: Route): string {
  return clientAddress(trustedProxies, c.env?.peer, c.req.header('x-forwarded-for'))
}

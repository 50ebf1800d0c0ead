import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionCookie } from '../kernel/cookies.ts'
import type { OtherCookie } from '../kernel/endpoint.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isSecure } from './forwarded.ts'
import type { ApiEnvironment } from './request.ts'

type Route = HonoContext<ApiEnvironment>

/** Browsers take a cookie of such a name over TLS alone, from the host itself and for all of its paths. */
const ofThisHost = '__Host-'

/** The token of the session that a request came with. */
export function sessionOf(kernel: Kernel, c: Route): string | undefined {
  return getCookie(c, sessionCookie, isSecure(kernel, c) ? 'host' : undefined)
}

/** Keeps the token of a session in the browser; takes it away when it is empty. */
export function keepSession(kernel: Kernel, c: Route, token: string, expires: Date): void {
  const secure = isSecure(kernel, c)
  const place = { path: '/', secure, prefix: secure ? ('host' as const) : undefined }
  if (token === '') deleteCookie(c, secure ? `${ofThisHost}${sessionCookie}` : sessionCookie, { path: '/', secure })
  else setCookie(c, sessionCookie, token, { ...place, httpOnly: true, sameSite: 'Lax', expires })
}

/** Keeps something else for one path of the site; takes it away when it is empty. Behind TLS it is of this host alone, and so for all paths. */
export function keepCookie(
  kernel: Kernel,
  c: Route,
  { name, path }: OtherCookie,
  { value, expires }: { readonly value: string; readonly expires: Date },
): void {
  const secure = isSecure(kernel, c)
  if (value === '') deleteCookie(c, secure ? `${ofThisHost}${name}` : name, { path: secure ? '/' : path, secure })
  else {
    const place = secure ? ({ path: '/', secure, prefix: 'host' } as const) : { path, secure }
    setCookie(c, name, value, { ...place, httpOnly: true, sameSite: 'Lax', expires })
  }
}

/** The cookies of a request by their plain names. Behind TLS those alone that no other host or path can have set. */
export function cookiesOf(kernel: Kernel, c: Route): Readonly<Record<string, string | undefined>> {
  const given = getCookie(c)
  if (!isSecure(kernel, c)) return given
  const own = Object.entries(given).filter(([name]) => name.startsWith(ofThisHost))
  return Object.fromEntries(own.map(([name, value]) => [name.slice(ofThisHost.length), value]))
}

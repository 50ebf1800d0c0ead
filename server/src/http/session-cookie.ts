import type { Context as HonoContext } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionCookie } from '../kernel/cookies.ts'
import type { OtherCookie } from '../kernel/endpoint.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isSecure } from './forwarded.ts'
import type { ApiEnvironment } from './request.ts'

type Route = HonoContext<ApiEnvironment>

/** The token of the session that a request came with. */
export function sessionOf(kernel: Kernel, c: Route): string | undefined {
  return getCookie(c, sessionCookie, isSecure(kernel, c) ? 'host' : undefined)
}

/** Keeps the token of a session in the browser; takes it away when it is empty. */
export function keepSession(kernel: Kernel, c: Route, token: string, expires: Date): void {
  const secure = isSecure(kernel, c)
  const place = { path: '/', secure, prefix: secure ? ('host' as const) : undefined }
  if (token === '') deleteCookie(c, secure ? `__Host-${sessionCookie}` : sessionCookie, { path: '/', secure })
  else setCookie(c, sessionCookie, token, { ...place, httpOnly: true, sameSite: 'Lax', expires })
}

/** Keeps something else for one path of the site; takes it away when it is empty. */
export function keepCookie(
  kernel: Kernel,
  c: Route,
  { name, path }: OtherCookie,
  { value, expires }: { readonly value: string; readonly expires: Date },
): void {
  const place = { path, secure: isSecure(kernel, c) }
  if (value === '') deleteCookie(c, name, place)
  else setCookie(c, name, value, { ...place, httpOnly: true, sameSite: 'Lax', expires })
}

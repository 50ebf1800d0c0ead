import type { Problem, Session } from '@tendero/model'
import { expect } from 'vitest'
import { routes } from '../src/http/app.ts'
import type { Kernel } from '../src/kernel/kernel.ts'
import type { Browser } from './http.ts'
import type { World } from './world.ts'

/** A browser that nobody is signed in with: it keeps the cookies that it is given. */
export interface Visitor {
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** By name; what is set here is sent. */
  readonly cookies: Map<string, string>
  /** The cookie of the session, as it is sent. */
  cookie: string
}

interface VisitorOptions {
  /** Where the browser is. */
  readonly address?: string
  readonly userAgent?: string
}

const sessionCookie = 'tendero_session'

export function visitor(kernel: Kernel, { address = '127.0.0.1', userAgent }: VisitorOptions = {}): Visitor {
  const app = routes(kernel, '/nowhere')
  const cookies = new Map<string, string>()
  return {
    cookies,
    get cookie() {
      return `${sessionCookie}=${cookies.get(sessionCookie) ?? ''}`
    },
    set cookie(text) {
      cookies.set(sessionCookie, text.slice(sessionCookie.length + 1))
    },
    async request(method, path, body, headers = {}) {
      const sent = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await app.request(`/api/v1${path}`, {
        method,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
          cookie: sent,
          'content-type': 'application/json',
          'x-forwarded-for': address,
          ...(userAgent ? { 'user-agent': userAgent } : {}),
          ...headers,
        },
      })
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      return answer
    },
  }
}

/** One that nobody would guess, and everybody of the tests has. */
export const password = 'correct horse battery'

export async function codeOf(answer: Response): Promise<string> {
  return ((await answer.json()) as Problem).code
}

/** Invites somebody with a seeded role and gives the link's token. */
export async function invite(
  world: World,
  ines: Browser,
  { email, role = 'Representative' }: { readonly email: string; readonly role?: string },
): Promise<{ token: string; user: string }> {
  const wish = { name: 'Somebody', email, role: await world.roleId(role) }
  const answer = await ines.request('POST', '/invitations', wish)
  expect(answer.status).toBe(201)
  return (await answer.json()) as { token: string; user: string }
}

/** A visitor who has accepted an invitation. */
export async function colleague(
  world: World,
  ines: Browser,
  { email, role, kernel = world.kernel, ...where }: { email: string; role?: string; kernel?: Kernel } & VisitorOptions,
): Promise<{ visitor: Visitor; user: string }> {
  const { token, user } = await invite(world, ines, { email, role })
  const one = visitor(kernel, where)
  expect((await one.request('POST', `/invitations/${token}/acceptance`, { password })).status).toBe(200)
  return { visitor: one, user }
}

/** A company that somebody signs up, of one person. */
export const company = {
  name: 'Taller Luna',
  country: 'ES',
  currency: 'EUR',
  language: 'es',
  timeZone: 'Europe/Madrid',
  user: { name: 'Luna', email: 'luna@example.com', password },
}

/** Signs somebody up with a company of their own, where that is open. */
export async function founder(
  world: World,
  name: string,
  email: string,
): Promise<{ visitor: Visitor; session: Session }> {
  const one = visitor({ ...world.kernel, openSignUp: true })
  const answer = await one.request('POST', '/workspaces', { ...company, name, user: { ...company.user, email } })
  expect(answer.status).toBe(200)
  return { visitor: one, session: (await answer.json()) as Session }
}

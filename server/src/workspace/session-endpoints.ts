import { languages, sql } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress, timeZone } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { isLoopback } from '../platform/configuration.ts'
import { hashPassword, passwordMatches, shortestPassword } from '../platform/password.ts'
import { demoState } from './demo-state.ts'
import { foundWorkspace } from './found-workspace.ts'
import {
  checkCredentials,
  closeOtherSessions,
  closeSession,
  describeSession,
  identityOf,
  openSession,
} from './sessions.ts'

const cookie = 'tendero_session'

/** A password long enough to keep. @throws Failure 422 `weak_password` */
export function acceptPassword(password: string): string {
  if (password.length < shortestPassword || password.length > 1_000)
    throw new Failure(422, 'weak_password', {
      fields: { password: { code: 'too_short', details: { shortest: shortestPassword } } },
    })
  return password
}

/** Signs an identity in: the cookie, and what the screens need. */
export async function signIn(request: ApiRequest, identityId: string, slug?: string) {
  const session = await describeSession(request.kernel, identityId, {
    wanted: slug,
    acceptLanguage: request.raw.headers.get('accept-language'),
  })
  const { token, expires } = await openSession(request.kernel, identityId, request.raw.headers.get('user-agent'))
  request.setCookie(token, expires)
  return session
}

const credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1_000) })

const founding = z.strictObject({
  name: z.string().trim().min(1).max(100),
  country: z.string().regex(/^[A-Z]{2}$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
  language: z.enum(languages),
  timeZone: timeZone,
  user: z.strictObject({
    name: z.string().trim().min(1).max(200),
    email: emailAddress,
    password: z.string(),
  }),
})

const preferences = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  language: z.enum(languages).optional(),
  timeZone: timeZone.optional(),
  password: z.string().optional(),
  currentPassword: z.string().optional(),
})

/** Sets a new password and ends the other sessions. @throws Failure 422 for a weak one, or a wrong old one */
async function changePassword(kernel: Kernel, token: string, password: string, current: string): Promise<void> {
  const identity = await identityOf(kernel, token)
  const [kept] = await kernel.database.control<{ password_hash: string | null }>(
    sql`select password_hash from control.identity where id = ${identity ?? null}`,
  )
  if (!identity || !kept || !(await passwordMatches(current, kept.password_hash)))
    throw new Failure(422, 'wrong_credentials', { fields: { currentPassword: { code: 'wrong' } } })
  await kernel.database.control(
    sql`update control.identity set password_hash = ${await hashPassword(acceptPassword(password))} where id = ${identity}`,
  )
  await closeOtherSessions(kernel, identity, token)
}

async function signUpOpen({ kernel }: ApiRequest): Promise<boolean> {
  if (kernel.openSignUp) return true
  const [row] = await kernel.database.control<{ any: boolean }>(
    sql`select exists (select 1 from control.workspace) as any`,
  )
  return !row?.any
}

/** The demo company's progress and people; their passwords only for a browser on this very machine. */
async function demoFor({ kernel, raw }: ApiRequest) {
  const demo = await demoState(kernel)
  if (!demo) return null
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some((name) => raw.headers.has(name))
  const local = kernel.listensLocally && !forwarded && isLoopback(new URL(raw.url).hostname.replace(/^\[|\]$/g, ''))
  const accounts = demo.accounts.map(({ password, ...account }) => (local ? { ...account, password } : account))
  return { state: demo.state, progress: demo.progress, accounts }
}

export const sessionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/setup',
    summary: 'Whether a workspace can be signed up, and how the demo company is coming along.',
    open: true,
    handle: async (request) => ({ signUpOpen: await signUpOpen(request), demo: await demoFor(request) }),
  }),
  endpoint({
    method: 'POST',
    path: '/session',
    summary: 'Signs in with e-mail and password; sets the session cookie.',
    input: credentials,
    open: true,
    async handle(request) {
      const { email, password } = acceptBody(credentials, request.body)
      return signIn(
        request,
        await checkCredentials(request.kernel, email, password),
        request.raw.headers.get('tendero-workspace') ?? undefined,
      )
    },
  }),
  endpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in.',
    open: true,
    async handle({ kernel, cookies, raw }) {
      const identity = await identityOf(kernel, cookies[cookie])
      if (!identity) throw new Failure(401, 'unauthenticated')
      return describeSession(kernel, identity, {
        wanted: raw.headers.get('tendero-workspace') ?? undefined,
        acceptLanguage: raw.headers.get('accept-language'),
      })
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out.',
    open: true,
    async handle({ kernel, cookies, setCookie }) {
      const token = cookies[cookie]
      if (token) await closeSession(kernel, token)
      setCookie('', new Date(0))
      return null
    },
  }),
  endpoint({
    method: 'POST',
    path: '/workspaces',
    summary: 'Signs up a workspace with its first administrator.',
    input: founding,
    open: true,
    async handle(request) {
      if (!(await signUpOpen(request))) throw new Failure(403, 'sign_up_closed')
      const { user, ...rest } = acceptBody(founding, request.body)
      const [known] = await request.kernel.database.control(
        sql`select 1 from control.identity where email = ${user.email.toLowerCase()}`,
      )
      if (known) await checkCredentials(request.kernel, user.email, user.password)
      const passwordHash = await hashPassword(acceptPassword(user.password))
      const founded = await foundWorkspace(request.kernel, {
        ...rest,
        founder: { name: user.name, email: user.email, passwordHash, choseLanguage: true },
      })
      return signIn(request, founded.identityId, founded.slug)
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/me',
    summary: "Changes one's own name, language, time zone or password.",
    input: preferences,
    async handle({ kernel, caller, body, cookies }) {
      const { password, currentPassword, ...patch } = acceptBody(preferences, body)
      if (password !== undefined) await changePassword(kernel, cookies[cookie] ?? '', password, currentPassword ?? '')
      await write(kernel, caller, (ctx) => ctx.update('user', caller.actor.userId, patch))
      return null
    },
  }),
]

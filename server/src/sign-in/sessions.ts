import { sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { sessionCookie } from '../kernel/cookies.ts'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { sessionIsLive } from '../kernel/live-session.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { auditPerson } from './audit-person.ts'
import type { Visitor } from './visitor.ts'

const sessionDays = 30

export interface OpenedSession {
  readonly token: string
  readonly expires: Date
}

export interface SessionWish {
  readonly identityId: string
  readonly visitor: Visitor
  /** Whether two factors were shown: a password and a code, or a passkey that knows its person. */
  readonly secondFactor: boolean
  /** The name of the provider of single sign-on that vouches for the person; undefined for who came without one. */
  readonly provider?: string
}

/** Opens a session with a new token, which no page could have known before. */
export async function openSession(
  kernel: Kernel,
  { identityId, visitor, secondFactor, provider }: SessionWish,
): Promise<OpenedSession> {
  const token = newToken()
  const expires = new Date(Date.now() + sessionDays * 86_400_000)
  await kernel.database.control(sql`
    insert into control.session (token_hash, identity_id, created_at, expires_at, user_agent, address, second_factor)
    values (${tokenHash(token)}, ${identityId}, now(), ${expires.toISOString()}, ${visitor.userAgent}, ${visitor.address}, ${secondFactor})`)
  const how = provider ? ({ through: 'single_sign_on', detail: { provider } } as const) : { detail: { secondFactor } }
  await auditPerson(kernel, identityId, { action: 'session.opened', ...how, visitor })
  return { token, expires }
}

/** The session that a request came with, whatever workspace it enters. */
export interface CurrentSession {
  readonly id: string
  readonly identityId: string
  /** Null for who comes in by a provider of single sign-on. */
  readonly email: string | null
  /** Whether they have a password here; who comes by a provider alone has none. */
  readonly password: boolean
  readonly secondFactor: boolean
  /** Whether the person has shown who they are within the last quarter of an hour. */
  readonly provenLately: boolean
}

/** @throws Failure 401 `unauthenticated` */
export async function currentSession({ kernel, cookies }: ApiRequest): Promise<CurrentSession> {
  const token = cookies[sessionCookie]
  const [row] = token
    ? await kernel.database.control<CurrentSession>(sql`
        select s.id, s.identity_id as "identityId", i.email, i.password_hash is not null as password, s.second_factor as "secondFactor",
          s.proven_at > now() - interval '15 minutes' as "provenLately"
        from control.session s join control.identity i on i.id = s.identity_id
        where s.token_hash = ${tokenHash(token)} and ${sessionIsLive}`)
    : []
  if (!row) throw new Failure(401, 'unauthenticated')
  return row
}

/**
 * As `currentSession`, for what changes how somebody signs in: whoever finds an open browser must not be able to.
 * @throws Failure 403 `reauthentication_required` when the person last showed who they are longer ago
 */
export async function provenSession(request: ApiRequest): Promise<CurrentSession> {
  const session = await currentSession(request)
  if (!session.provenLately) throw new Failure(403, 'reauthentication_required')
  return session
}

/** Notes that the person of a session has shown again who they are, with two factors or one. */
export async function noteProof(kernel: Kernel, sessionId: string, secondFactor: boolean): Promise<void> {
  await kernel.database.control(sql`
    update control.session set proven_at = now(), second_factor = second_factor or ${secondFactor} where id = ${sessionId}`)
  await tellAdmissions(kernel)
}

/** What a person is told of their sessions. */
export interface SessionLine {
  readonly id: string
  readonly userAgent: string | null
  readonly address: string | null
  readonly createdAt: string
  readonly seenAt: string
}

export async function sessionsOf(kernel: Kernel, identityId: string): Promise<readonly SessionLine[]> {
  return kernel.database.control<SessionLine>(sql`
    select s.id, s.user_agent as "userAgent", s.address, s.created_at as "createdAt", s.seen_at as "seenAt"
    from control.session s where s.identity_id = ${identityId} and ${sessionIsLive} order by s.seen_at desc, s.id`)
}

/** Ends one session of an identity. @throws Failure 404 for one that is not theirs */
export async function revokeSession(kernel: Kernel, identityId: string, sessionId: string): Promise<void> {
  const ended = await kernel.database.control(
    sql`delete from control.session where id = ${sessionId} and identity_id = ${identityId} returning id`,
  )
  if (ended.length === 0) throw notFound()
  await tellAdmissions(kernel)
}

/** Ends the sessions of an identity, but for one if it is named. */
export async function closeSessions(kernel: Kernel, identityId: string, kept: string | null = null): Promise<void> {
  await kernel.database.control(
    sql`delete from control.session where identity_id = ${identityId} and id is distinct from ${kept}::uuid`,
  )
  await tellAdmissions(kernel)
}

/** Signs out. */
export async function closeSession(kernel: Kernel, token: string, visitor: Visitor): Promise<void> {
  const [ended] = await kernel.database.control<{ identity_id: string }>(
    sql`delete from control.session where token_hash = ${tokenHash(token)} returning identity_id`,
  )
  await tellAdmissions(kernel)
  if (ended) await auditPerson(kernel, ended.identity_id, { action: 'session.closed', visitor })
}

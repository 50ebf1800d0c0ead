import { isLanguage, permittedActions, type Session, sql } from '@tendero/model'
import { mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'
import { passwordMatches } from '../platform/password.ts'
import { newToken, tokenHash } from '../platform/token.ts'

const sessionDays = 30
const attemptsPerQuarterHour = 10

export interface OpenedSession {
  readonly token: string
  readonly expires: Date
}

/**
 * Checks e-mail and password.
 * @returns the identity
 * @throws Failure 401 `wrong_credentials`, 429 `too_many_attempts` after ten failures in a quarter of an hour
 */
export async function checkCredentials(kernel: Kernel, email: string, password: string): Promise<string> {
  const address = email.trim().toLowerCase().slice(0, 254)
  const [tried] = await kernel.database.control<{ failures: number }>(sql`
    select count(*) as failures from control.sign_in_attempt where email = ${address} and not succeeded and at > now() - interval '15 minutes'`)
  if ((tried?.failures ?? 0) >= attemptsPerQuarterHour) throw new Failure(429, 'too_many_attempts')
  const [identity] = await kernel.database.control<{ id: string; password_hash: string | null }>(
    sql`select id, password_hash from control.identity where email = ${address}`,
  )
  const matches = await passwordMatches(password.slice(0, 1_000), identity?.password_hash ?? null)
  await kernel.database.control(
    sql`insert into control.sign_in_attempt (email, at, succeeded) values (${address}, now(), ${matches})`,
  )
  if (!identity || !matches) throw new Failure(401, 'wrong_credentials')
  return identity.id
}

export async function openSession(
  kernel: Kernel,
  identityId: string,
  userAgent: string | null,
): Promise<OpenedSession> {
  const token = newToken()
  const expires = new Date(Date.now() + sessionDays * 86_400_000)
  await kernel.database.control(sql`
    insert into control.session (token_hash, identity_id, created_at, expires_at, user_agent)
    values (${tokenHash(token)}, ${identityId}, now(), ${expires.toISOString()}, ${userAgent?.slice(0, 300) ?? null})`)
  return { token, expires }
}

export async function closeSession(kernel: Kernel, token: string): Promise<void> {
  await kernel.database.control(sql`delete from control.session where token_hash = ${tokenHash(token)}`)
}

/** Whose session a token is. */
export async function identityOf(kernel: Kernel, token: string | undefined): Promise<string | undefined> {
  if (!token) return undefined
  const [row] = await kernel.database.control<{ identity_id: string }>(
    sql`select identity_id from control.session where token_hash = ${tokenHash(token)} and expires_at > now()`,
  )
  return row?.identity_id
}

interface Membership {
  readonly workspace_id: string
  readonly user_id: string
  readonly slug: string
  readonly name: string
  readonly metadata_version: number
}

/** What the screens need to know of who is signed in, in the workspace asked for or the first one. */
export async function describeSession(kernel: Kernel, identityId: string, wanted?: string): Promise<Session> {
  const memberships = await kernel.database.control<Membership>(sql`
    select m.workspace_id, m.user_id, w.slug, w.name, w.metadata_version from control.membership m
    join control.workspace w on w.id = m.workspace_id where m.identity_id = ${identityId} order by m.created_at, w.slug`)
  const chosen = memberships.find((one) => one.slug === wanted) ?? memberships[0]
  if (!chosen) throw new Failure(403, 'no_workspace')
  const model = await workspaceModel(kernel, chosen.workspace_id, chosen.metadata_version)
  return sessionOf({ model, actor: model.actor(chosen.user_id, 'screen') }, memberships)
}

function sessionOf({ model, actor }: Caller, memberships: readonly Membership[]): Session {
  const user = model.catalogue.get('user')?.get(actor.userId)
  const role = model.catalogue.get('role')?.get(actor.roleId)
  const labels = role?.labels as Record<string, string> | null | undefined
  return {
    user: {
      id: actor.userId,
      name: actor.name,
      email: String(user?.email),
      language: isLanguage(user?.language) ? user.language : actor.language,
      timeZone: actor.timeZone,
      team: actor.teamId,
    },
    workspace: {
      id: model.workspaceId,
      slug: model.settings.slug,
      name: model.settings.name,
      baseCurrency: model.settings.baseCurrency,
      country: model.settings.country,
      timeZone: model.settings.timeZone,
      fiscalYearStart: model.settings.fiscalYearStart,
    },
    workspaces: memberships.map(({ slug, name }) => ({ slug, name })),
    role: {
      id: actor.roleId,
      name: labels?.[actor.language] ?? String(role?.name),
      administrator: actor.administrator,
    },
    actions: permittedActions.filter((one) => mayAct(actor, one)),
  }
}

import { permittedActions, type Session, sql } from '@tendero/model'
import { inTheirLanguage } from '../kernel/accepted-language.ts'
import { mayAct } from '../kernel/actor.ts'
import { tellAdmissions } from '../kernel/admissions.ts'
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
  const attempt = await countAttempt(kernel, address)
  const [identity] = await kernel.database.control<{ id: string; password_hash: string | null }>(
    sql`select id, password_hash from control.identity where email = ${address}`,
  )
  const matches = await passwordMatches(password.slice(0, 1_000), identity?.password_hash ?? null)
  if (!identity || !matches) throw new Failure(401, 'wrong_credentials')
  await kernel.database.control(
    sql`update control.sign_in_attempt set succeeded = true where email = ${address} and at = ${attempt}::timestamptz`,
  )
  return identity.id
}

/** Notes an attempt as failed before anything is compared, one after the other: guesses sent at once count too. */
async function countAttempt({ database }: Kernel, address: string): Promise<string> {
  return database.controlTransaction(async (run) => {
    await run(sql`select pg_advisory_xact_lock(hashtextextended(${address}, 0))`)
    const [tried] = await run<{ failures: number }>(sql`
      select count(*) as failures from control.sign_in_attempt
      where email = ${address} and not succeeded and at > now() - interval '15 minutes'`)
    if ((tried?.failures ?? 0) >= attemptsPerQuarterHour) throw new Failure(429, 'too_many_attempts')
    const [row] = await run<{ at: string }>(sql`
      insert into control.sign_in_attempt (email, at, succeeded) values (${address}, clock_timestamp(), false)
      returning at::text as at`)
    return row?.at ?? ''
  })
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

/** Ends the sessions of an identity, but for the one of a token. */
export async function closeOtherSessions(kernel: Kernel, identityId: string, token: string): Promise<void> {
  await kernel.database.control(
    sql`delete from control.session where identity_id = ${identityId} and token_hash <> ${tokenHash(token)}`,
  )
  await tellAdmissions(kernel)
}

export async function closeSession(kernel: Kernel, token: string): Promise<void> {
  await kernel.database.control(sql`delete from control.session where token_hash = ${tokenHash(token)}`)
  await tellAdmissions(kernel)
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

/**
 * What the screens need to know of who is signed in, in the workspace asked for or the first one.
 * @throws Failure 403 `no_workspace` for somebody who is a member of none, or no longer active in any
 */
export async function describeSession(
  kernel: Kernel,
  identityId: string,
  { wanted, acceptLanguage }: { readonly wanted?: string; readonly acceptLanguage?: string | null } = {},
): Promise<Session> {
  const livePosition = kernel.changes.position()
  const memberships = await kernel.database.control<Membership>(sql`
    select m.workspace_id, m.user_id, w.slug, w.name, w.metadata_version from control.membership m
    join control.workspace w on w.id = m.workspace_id where m.identity_id = ${identityId} order by m.created_at, w.slug`)
  const entered = (await Promise.all(memberships.map((one) => enter(kernel, one)))).flatMap((one) => one ?? [])
  const chosen = entered.find((one) => one.slug === wanted) ?? entered[0]
  if (!chosen) throw new Failure(403, 'no_workspace')
  const { model, actor } = chosen.caller
  return { ...sessionOf({ model, actor: inTheirLanguage(model, actor, acceptLanguage) }, entered), livePosition }
}

/** A workspace with its member; nothing where the user is not active any more. */
async function enter(
  kernel: Kernel,
  { workspace_id, user_id, slug, name, metadata_version }: Membership,
): Promise<{ slug: string; name: string; caller: Caller } | undefined> {
  const model = await workspaceModel(kernel, workspace_id, metadata_version)
  const user = model.catalogue.get('user')?.get(user_id)
  if (user?.active !== true || user.deleted_at !== null) return undefined
  return { slug, name, caller: { model, actor: model.actor(user_id, 'screen') } }
}

function sessionOf({ model, actor }: Caller, workspaces: Session['workspaces']): Omit<Session, 'livePosition'> {
  const user = model.catalogue.get('user')?.get(actor.userId)
  const role = model.catalogue.get('role')?.get(actor.roleId)
  const labels = role?.labels as Record<string, string> | null | undefined
  return {
    user: {
      id: actor.userId,
      name: actor.name,
      email: String(user?.email),
      language: actor.language,
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
    workspaces: workspaces.map(({ slug, name }) => ({ slug, name })),
    role: {
      id: actor.roleId,
      name: labels?.[actor.language] ?? String(role?.name),
      administrator: actor.administrator,
      defaultViews: (role?.default_views as Record<string, string> | null | undefined) ?? {},
    },
    actions: permittedActions.filter((one) => mayAct(actor, one)),
  }
}

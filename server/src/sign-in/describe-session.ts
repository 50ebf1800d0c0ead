import { permittedActions, type Session, sql } from '@tendero/model'
import { inTheirLanguage } from '../kernel/accepted-language.ts'
import { mayAct } from '../kernel/actor.ts'
import { needsProvider } from '../kernel/admissions.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { asViewed, viewOf } from '../kernel/view-as.ts'
import { workspaceModel } from '../kernel/workspace-model.ts'

interface Membership {
  readonly workspace_id: string
  readonly user_id: string
  readonly slug: string
  readonly name: string
  readonly metadata_version: number
  readonly provider_id: string | null
  readonly single_sign_on_domains: readonly string[]
}

interface Opening {
  /** Slug of the workspace. */
  readonly wanted?: string
  /** The header. */
  readonly acceptLanguage?: string | null
  /** Whether the session was opened with two factors. */
  readonly secondFactor: boolean
  /** Its token, if it is open already. */
  readonly session?: string
}

/**
 * What the screens need to know of who is signed in, in the workspace asked for or the first one.
 * @throws Failure 403 `no_workspace` for somebody who is a member of none, or no longer active in any;
 *   `single_sign_on_required` when a provider must vouch for them everywhere
 */
export async function describeSession(
  kernel: Kernel,
  identityId: string,
  { wanted, acceptLanguage, secondFactor, session }: Opening,
): Promise<Session> {
  const livePosition = kernel.changes.position()
  const known = await membershipsOf(kernel, identityId)
  const entered = known.filter(({ shut }) => !shut)
  const chosen = entered.find((one) => one.slug === wanted) ?? entered[0]
  if (!chosen) throw new Failure(403, known.length > 0 ? 'single_sign_on_required' : 'no_workspace')
  const { model, actor } = chosen.caller
  const view = session ? await viewOf(kernel.database, session) : undefined
  const viewedId = view?.workspace_id === model.workspaceId ? view.user_id : undefined
  const caller = { model, ...asViewed(model, inTheirLanguage(model, actor, acceptLanguage), viewedId) }
  return {
    ...sessionOf(caller, entered),
    provider: chosen.provider,
    viewer: caller.viewer && view ? { name: caller.viewer.name, endsAt: view.ends_at.toISOString() } : null,
    secondFactorMissing: model.settings.secondFactorRequired && !secondFactor,
    livePosition,
  }
}

interface Entered {
  readonly slug: string
  readonly name: string
  readonly caller: Caller
  /** Who vouches for the person there. */
  readonly provider: string | null
  /** Whether the person must come by a provider, and did not. */
  readonly shut: boolean
}

/** The workspaces of an identity in which it is an active user. */
async function membershipsOf(kernel: Kernel, identityId: string): Promise<readonly Entered[]> {
  const memberships = await kernel.database.control<Membership>(sql`
    select m.workspace_id, m.user_id, w.slug, w.name, w.metadata_version, m.provider_id, w.single_sign_on_domains
    from control.membership m join control.workspace w on w.id = m.workspace_id
    where m.identity_id = ${identityId} order by m.created_at, w.slug`)
  return (await Promise.all(memberships.map((one) => enter(kernel, one)))).flatMap((one) => one ?? [])
}

/** A workspace with its member; nothing where the user is not active any more. */
async function enter(kernel: Kernel, membership: Membership): Promise<Entered | undefined> {
  const { workspace_id, user_id, slug, name, metadata_version, provider_id } = membership
  const model = await workspaceModel(kernel, workspace_id, metadata_version)
  const user = model.catalogue.get('user')?.get(user_id)
  if (user?.active !== true || user.deleted_at !== null) return undefined
  const actor = model.actor(user_id, 'screen')
  const shut = needsProvider(membership, actor, user.email)
  return { slug, name, provider: provider_id, shut, caller: { model, actor } }
}

function sessionOf(
  { model, actor }: Caller,
  workspaces: Session['workspaces'],
): Omit<Session, 'livePosition' | 'provider' | 'secondFactorMissing' | 'viewer'> {
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

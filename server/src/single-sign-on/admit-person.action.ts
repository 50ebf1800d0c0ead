import type { SingleSignOnTest } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { domainOf } from '../kernel/admissions.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { CatalogueRecord, WorkspaceModel } from '../kernel/workspace-model.ts'
import { changePerson } from './change-person.ts'
import type { VouchedPerson } from './claims.ts'
import { type HeldRights, mappedRights } from './mapped-rights.ts'
import { heldRights, isRoleOrTeam, joinTeams, personById, personWithAddress } from './people.ts'
import { type LinkedIdentity, linkedIdentity, linkIdentity, noteSignIn } from './provider-identities.sql.ts'
import type { StoredProvider } from './stored-provider.ts'

/**
 * Lets somebody in for whom a provider vouches, with the role and teams that their groups give them now.
 * @returns who came in, by the identity that the session is to be opened for
 * @throws Failure 403 with the reason why not: `email_missing`, `email_not_verified`, `domain_not_allowed`,
 *   `not_a_member`, `not_active`, `no_role`
 */
export async function admitPerson(
  kernel: Kernel,
  provider: StoredProvider,
  person: VouchedPerson,
): Promise<LinkedIdentity> {
  const linked = await linkedIdentity(kernel, provider, person.subject)
  const caller = await callerOfProgram(kernel, provider.workspaceId, 'single_sign_on')
  const userId = await write(kernel, caller, async (ctx) => {
    // Two windows of the same newcomer make one person.
    await ctx.holdModel()
    const known = knownPerson(ctx.model, provider, person, linked?.userId)
    if (known) await followGroups(ctx, provider, person, known)
    return known?.id ?? makePerson(ctx, provider, person)
  })
  if (linked?.userId !== userId)
    return { userId, identityId: await linkIdentity(kernel, provider, { subject: person.subject, userId }) }
  await noteSignIn(kernel, provider, linked.identityId)
  return linked
}

/** What would become of somebody, without anything being written. */
export async function foreseeAdmission(
  kernel: Kernel,
  provider: StoredProvider,
  person: VouchedPerson,
): Promise<Pick<SingleSignOnTest, 'refusal' | 'role' | 'teams'>> {
  const linked = await linkedIdentity(kernel, provider, person.subject)
  const { model } = await callerOfProgram(kernel, provider.workspaceId, 'single_sign_on')
  try {
    const known = knownPerson(model, provider, person, linked?.userId)
    const { role, team, furtherTeams } = rightsOf(model, provider, person, known)
    if (role === null) throw new Failure(403, 'no_role')
    return { refusal: null, role, teams: team === null ? furtherTeams : [team, ...furtherTeams] }
  } catch (error) {
    if (error instanceof Failure) return { refusal: error.code, role: null, teams: [] }
    throw error
  }
}

/**
 * Who it is here: by the provider's own word for them once they were linked; before that by their address, if the
 * provider says that it is theirs and it lies in a domain of which this workspace takes that provider's word.
 * @returns undefined for somebody who is to be made
 */
function knownPerson(
  model: WorkspaceModel,
  provider: StoredProvider,
  { email, emailVerified }: VouchedPerson,
  linkedUser: string | undefined,
): CatalogueRecord | undefined {
  const linked = linkedUser === undefined ? undefined : personById(model, linkedUser)
  if (!linked) requireAddress(provider, email, emailVerified)
  const known = linked ?? personWithAddress(model, email ?? '')
  if (!known && !provider.createsPeople) throw new Failure(403, 'not_a_member')
  if (known && known.active !== true) throw new Failure(403, 'not_active')
  return known
}

function requireAddress(
  { domains, trustsAddresses }: StoredProvider,
  email: string | null,
  emailVerified: boolean,
): asserts email is string {
  if (email === null) throw new Failure(403, 'email_missing')
  if (!emailVerified && !trustsAddresses) throw new Failure(403, 'email_not_verified')
  if (!domains.includes(domainOf(email))) throw new Failure(403, 'domain_not_allowed')
}

function rightsOf(
  model: WorkspaceModel,
  provider: StoredProvider,
  { groups }: VouchedPerson,
  known: CatalogueRecord | undefined,
): HeldRights {
  const held = known ? heldRights(model, known) : null
  return mappedRights(provider, groups, held, (id) => isRoleOrTeam(model, id))
}

async function makePerson(ctx: Context, provider: StoredProvider, person: VouchedPerson): Promise<string> {
  const { role, team, furtherTeams } = rightsOf(ctx.model, provider, person, undefined)
  if (role === null) throw new Failure(403, 'no_role')
  const { name, email } = person
  const made = await ctx.insert('user', { name: name || email, email, role, team })
  await joinTeams(ctx, made, furtherTeams)
  return made
}

async function followGroups(
  ctx: Context,
  provider: StoredProvider,
  person: VouchedPerson,
  known: CatalogueRecord,
): Promise<void> {
  const { role, team, furtherTeams } = rightsOf(ctx.model, provider, person, known)
  const changed = { ...(role === known.role_id ? {} : { role }), ...(team === known.team_id ? {} : { team }) }
  await changePerson(ctx, known.id, changed)
  await joinTeams(ctx, known.id, furtherTeams)
}

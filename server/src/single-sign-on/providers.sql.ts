import { isId, type SingleSignOnTest, type Sql, sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { ProviderSettings, StoredProvider } from './stored-provider.ts'

const columns = sql`p.id, p.workspace_id as "workspaceId", w.slug, w.name as "workspaceName", p.name, p.issuer, p.client_id as "clientId",
  p.client_secret as secret, p.scopes, p.groups_claim as "groupsClaim", p.domains, p.trusts_addresses as "trustsAddresses",
  p.creates_people as "createsPeople", p.role_id as role, p.team_id as team, p.role_mapping as "roleMapping",
  p.team_mapping as "teamMapping", p.enforced, p.active, p.last_test as "lastTest", p.updated_at::text as "updatedAt"`

function providers(kernel: Kernel, condition: Sql): Promise<StoredProvider[]> {
  return kernel.database.control<StoredProvider>(sql`
    select ${columns} from control.single_sign_on_provider p join control.workspace w on w.id = p.workspace_id
    where p.deleted_at is null and ${condition} order by p.name, p.id`)
}

export function providersOf(kernel: Kernel, workspaceId: string): Promise<readonly StoredProvider[]> {
  return providers(kernel, sql`p.workspace_id = ${workspaceId}`)
}

/** @throws Failure 404 for one that is not there, or of another workspace */
export async function providerOf(kernel: Kernel, workspaceId: string, id: string | undefined): Promise<StoredProvider> {
  if (!isId(id)) throw notFound()
  const [found] = await providers(kernel, sql`p.workspace_id = ${workspaceId} and p.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** A provider, whoever asks, switched off ones too. @throws Failure 404 */
export async function anyProvider(kernel: Kernel, id: string | undefined): Promise<StoredProvider> {
  if (!isId(id)) throw notFound()
  const [found] = await providers(kernel, sql`p.id = ${id}`)
  if (!found) throw notFound()
  return found
}

/** The providers that open a workspace, by its slug. */
export function openProviders(kernel: Kernel, slug: string): Promise<readonly StoredProvider[]> {
  return providers(kernel, sql`p.active and w.slug = ${slug}`)
}

/** The providers of whatever workspace that let people of a domain in. */
export function providersForDomain(kernel: Kernel, domain: string): Promise<readonly StoredProvider[]> {
  return providers(kernel, sql`p.active and p.domains @> array[${domain}]::text[]`)
}

/** @throws Failure 409 `id_in_use` */
export async function insertProvider(
  kernel: Kernel,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
  given: ProviderSettings,
): Promise<void> {
  const inserted = await kernel.database.control(sql`
    insert into control.single_sign_on_provider (id, workspace_id, name, issuer, client_id, client_secret, scopes, groups_claim, domains,
      trusts_addresses, creates_people, role_id, team_id, role_mapping, team_mapping, enforced, active, created_at, updated_at)
    values (${id}, ${workspaceId}, ${given.name}, ${given.issuer}, ${given.clientId}, ${given.secret}, ${[...given.scopes]}::text[],
      ${given.groupsClaim}, ${[...given.domains]}::text[], ${given.trustsAddresses}, ${given.createsPeople}, ${given.role}, ${given.team},
      ${JSON.stringify(given.roleMapping)}, ${JSON.stringify(given.teamMapping)}, ${given.enforced}, ${given.active}, now(), now())
    on conflict (id) do nothing returning id`)
  if (inserted.length === 0) throw new Failure(409, 'id_in_use')
  await insist(kernel, workspaceId)
}

export async function updateProvider(
  kernel: Kernel,
  { workspaceId, id, issuer }: StoredProvider,
  given: ProviderSettings,
) {
  await kernel.database.control(sql`
    update control.single_sign_on_provider set name = ${given.name}, issuer = ${given.issuer}, client_id = ${given.clientId},
      client_secret = ${given.secret}, scopes = ${[...given.scopes]}::text[], groups_claim = ${given.groupsClaim},
      domains = ${[...given.domains]}::text[], trusts_addresses = ${given.trustsAddresses}, creates_people = ${given.createsPeople},
      role_id = ${given.role}, team_id = ${given.team}, role_mapping = ${JSON.stringify(given.roleMapping)},
      team_mapping = ${JSON.stringify(given.teamMapping)}, enforced = ${given.enforced}, active = ${given.active}, updated_at = now()
    where id = ${id} and workspace_id = ${workspaceId}`)
  // Another issuer is somebody else, who has not vouched for them.
  if (!given.active || given.issuer !== issuer) await endSessions(kernel, id)
  await insist(kernel, workspaceId)
}

/** Removes a provider so that it can be brought back, or brings it back. @throws Failure 404 */
export async function removeProvider(kernel: Kernel, workspaceId: string, id: string, removed: boolean): Promise<void> {
  const changed = await kernel.database.control(sql`
    update control.single_sign_on_provider set deleted_at = ${removed ? sql`now()` : sql`null`}
    where id = ${id} and workspace_id = ${workspaceId} and (deleted_at is null) = ${removed} returning id`)
  if (changed.length === 0) throw notFound()
  if (removed) await endSessions(kernel, id)
  await insist(kernel, workspaceId)
}

export async function keepTest(kernel: Kernel, { id }: StoredProvider, test: SingleSignOnTest): Promise<void> {
  // PostgreSQL keeps no zero characters.
  const kept = JSON.stringify(test).replaceAll('\\u0000', '')
  await kernel.database.control(sql`update control.single_sign_on_provider set last_test = ${kept} where id = ${id}`)
}

async function endSessions(kernel: Kernel, providerId: string): Promise<void> {
  await kernel.database.control(sql`
    delete from control.session where identity_id in (select m.identity_id from control.membership m where m.provider_id = ${providerId})`)
}

/** Notes, where every request looks, for which addresses the workspace insists on a provider. */
async function insist(kernel: Kernel, workspaceId: string): Promise<void> {
  await kernel.database.control(sql`
    update control.workspace w set single_sign_on_domains = array(
      select distinct d from control.single_sign_on_provider p, unnest(p.domains) d
      where p.workspace_id = w.id and p.active and p.enforced and p.deleted_at is null order by d)
    where w.id = ${workspaceId}`)
  await tellAdmissions(kernel)
}

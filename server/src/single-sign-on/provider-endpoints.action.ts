import type { SingleSignOnProvider } from '@tendero/model'
import { isId, sql } from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { isKey } from '../kernel/actor.ts'
import { auditRequest } from '../kernel/audit.ts'
import type { Caller } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { redirectUri } from './addresses.ts'
import { checkDiscovery } from './check-discovery.ts'
import {
  acceptChanges,
  acceptNew,
  checkSettings,
  type GivenSettings,
  newProvider,
  providerChanges,
} from './provider-settings.ts'
import { insertProvider, providerOf, providersOf, removeProvider, updateProvider } from './providers.sql.ts'
import { type ProviderSettings, type StoredProvider, secretPurpose } from './stored-provider.ts'

const discovery = z.strictObject({ issuer: z.string().max(500) })

/**
 * Who says whose word is taken can come in as anybody, administrators too: only an administrator may, on the screen.
 * @throws Failure 403
 */
export function requireAdministrator({ actor }: Caller): void {
  if (!actor.administrator || isKey(actor)) throw forbidden({ action: 'administrator' })
}

function shown(request: Pick<ApiRequest, 'kernel' | 'origin'>, stored: StoredProvider): SingleSignOnProvider {
  const { workspaceId: _, slug: __, workspaceName: ___, updatedAt: ____, secret, ...rest } = stored
  return { ...rest, hasSecret: secret !== null, redirectUri: redirectUri(request, stored.id) }
}

/** The settings as they are to be kept. @throws Failure 422, 409 `no_way_back` */
async function accepted(
  { kernel, caller }: Pick<ApiRequest, 'kernel' | 'caller'>,
  { clientSecret, ...given }: GivenSettings,
  { id, secret: before }: Pick<StoredProvider, 'id' | 'secret'>,
): Promise<ProviderSettings> {
  checkSettings(given, caller.model, kernel.privateSingleSignOn)
  if (given.enforced) await requireWayBack(kernel, caller)
  const purpose = secretPurpose(caller.actor.workspaceId, id)
  const sealed = clientSecret ? kernel.secrets.seal(clientSecret, purpose) : null
  return { ...given, secret: clientSecret === undefined ? before : sealed }
}

/**
 * Whoever insists on a provider needs an administrator who comes in without it.
 * @throws Failure 409 `no_way_back` when none has a password
 */
async function requireWayBack(kernel: Kernel, { model, actor }: Caller): Promise<void> {
  const administrates = (role: unknown) => model.catalogue.get('role')?.get(String(role))?.administrator === true
  const users = [...(model.catalogue.get('user')?.values() ?? [])]
  const administrators = users
    .filter((row) => row.deleted_at === null && row.active === true && administrates(row.role_id))
    .map(({ id }) => id)
  const able = await kernel.database.control(sql`
    select 1 from control.membership m join control.identity i on i.id = m.identity_id
    where m.workspace_id = ${actor.workspaceId} and m.user_id = any(${administrators}::uuid[]) and i.password_hash is not null limit 1`)
  if (able.length === 0) throw new Failure(409, 'no_way_back')
}

/** What an administrator did to a provider, for the audit log; secrets are named, not told. */
function noteChange(
  { kernel, caller }: ApiRequest,
  { id, name }: Pick<StoredProvider, 'id' | 'name'>,
  change: 'made' | 'removed' | 'restored' | Readonly<Record<string, unknown>>,
): Promise<void> {
  const detail = { provider: name, ...(typeof change === 'string' ? { change } : { change: 'changed', to: change }) }
  return auditRequest(kernel, caller, { action: 'provider.changed', recordId: id, detail })
}

function changesBetween(stored: StoredProvider, settings: ProviderSettings): Readonly<Record<string, unknown>> {
  const { secret, ...rest } = settings
  const changed = Object.entries(rest).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(stored[name as keyof StoredProvider]),
  )
  return { ...Object.fromEntries(changed), ...(secret === stored.secret ? {} : { clientSecret: '…' }) }
}

function ownProvider({ kernel, caller, params }: ApiRequest): Promise<StoredProvider> {
  requireAdministrator(caller)
  return providerOf(kernel, caller.actor.workspaceId, params.id)
}

async function read(request: ApiRequest, id: string): Promise<SingleSignOnProvider> {
  return shown(request, await providerOf(request.kernel, request.caller.actor.workspaceId, id))
}

export const providerEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/single-sign-on/providers',
    summary: 'The providers of single sign-on, without their secrets.',
    async handle(request) {
      requireAdministrator(request.caller)
      const stored = await providersOf(request.kernel, request.caller.actor.workspaceId)
      return { items: stored.map((one) => shown(request, one)) }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/single-sign-on/providers',
    summary: 'Adds a provider of single sign-on by OpenID Connect.',
    input: newProvider,
    status: 201,
    async handle(request) {
      const { kernel, caller, body } = request
      requireAdministrator(caller)
      const { id = newId(), ...given } = acceptNew(body)
      const settings = await accepted(request, given, { id, secret: null })
      await insertProvider(kernel, { workspaceId: caller.actor.workspaceId, id }, settings)
      await noteChange(request, { id, name: settings.name }, 'made')
      return read(request, id)
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/single-sign-on/providers/{id}',
    summary: 'Changes a provider; a secret that is left out stays.',
    input: providerChanges,
    async handle(request) {
      const stored = await ownProvider(request)
      const given = acceptChanges(stored, request.body)
      // A secret goes only to whom it was given for.
      const moved = given.issuer !== stored.issuer && given.clientSecret === undefined
      const settings = await accepted(request, given, { id: stored.id, secret: moved ? null : stored.secret })
      await updateProvider(request.kernel, stored, settings)
      await noteChange(request, stored, changesBetween(stored, settings))
      return read(request, stored.id)
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/single-sign-on/providers/{id}',
    summary: 'Removes a provider and ends the sessions that it vouched for.',
    async handle(request) {
      const { kernel, caller } = request
      const { id, name } = await ownProvider(request)
      await removeProvider(kernel, caller.actor.workspaceId, id, true)
      await noteChange(request, { id, name }, 'removed')
      return null
    },
  }),
  endpoint({
    method: 'POST',
    path: '/single-sign-on/providers/{id}/restoration',
    summary: 'Brings a provider back that was removed.',
    async handle(request) {
      const { kernel, caller, params } = request
      requireAdministrator(caller)
      if (!isId(params.id)) throw notFound()
      await removeProvider(kernel, caller.actor.workspaceId, params.id, false)
      const restored = await read(request, params.id)
      await noteChange(request, restored, 'restored')
      return restored
    },
  }),
  endpoint({
    method: 'POST',
    path: '/single-sign-on/discovery',
    summary: 'Tries the address of a provider, step by step.',
    input: discovery,
    async handle({ kernel, caller, body }) {
      requireAdministrator(caller)
      return { steps: await checkDiscovery(kernel, acceptBody(discovery, body).issuer) }
    },
  }),
]

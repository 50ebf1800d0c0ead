import { z } from 'zod'
import { acceptBody, recordId } from '../kernel/accept-body.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { WorkspaceModel } from '../kernel/workspace-model.ts'
import { isRoleOrTeam } from './people.ts'
import type { StoredProvider } from './stored-provider.ts'

const groupName = z.string().trim().min(1).max(300)
const mostMapped = 200

const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?!-)[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+$/u)

const fields = {
  name: z.string().trim().min(1).max(100),
  issuer: z.string().trim().max(500),
  clientId: z.string().trim().min(1).max(500),
  /** Null takes the secret away; left out it stays. */
  clientSecret: z.string().min(1).max(2_000).nullable().optional(),
  scopes: z.array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/)).max(20),
  groupsClaim: z.string().trim().min(1).max(200),
  domains: z.array(domain).min(1).max(50),
  trustsAddresses: z.boolean(),
  createsPeople: z.boolean(),
  role: recordId.nullable(),
  team: recordId.nullable(),
  roleMapping: z.array(z.strictObject({ group: groupName, role: recordId })).max(mostMapped),
  teamMapping: z.array(z.strictObject({ group: groupName, team: recordId })).max(mostMapped),
  enforced: z.boolean(),
  active: z.boolean(),
}

export const newProvider = z.strictObject({
  /** The caller's own, because the provider must know the address that it is part of first. */
  id: recordId.optional(),
  ...fields,
  scopes: fields.scopes.default(['openid', 'profile', 'email']),
  groupsClaim: fields.groupsClaim.default('groups'),
  trustsAddresses: fields.trustsAddresses.default(false),
  createsPeople: fields.createsPeople.default(false),
  role: fields.role.default(null),
  team: fields.team.default(null),
  roleMapping: fields.roleMapping.default([]),
  teamMapping: fields.teamMapping.default([]),
  enforced: fields.enforced.default(false),
  active: fields.active.default(true),
})

export const providerChanges = z.strictObject(fields).partial()

export type GivenSettings = Omit<z.infer<typeof newProvider>, 'id'>

/** @throws Failure 422 */
export function acceptNew(body: unknown): z.infer<typeof newProvider> {
  return acceptBody(newProvider, body)
}

/** What a provider is after a change of some of its settings. @throws Failure 422 */
export function acceptChanges(stored: StoredProvider, body: unknown): GivenSettings {
  const changes = acceptBody(providerChanges, body)
  const { name, issuer, clientId, scopes, groupsClaim, domains, trustsAddresses, createsPeople } = stored
  const { role, team, roleMapping, teamMapping, enforced, active } = stored
  const lists = {
    scopes: [...scopes],
    domains: [...domains],
    roleMapping: [...roleMapping],
    teamMapping: [...teamMapping],
  }
  const rest = { name, issuer, clientId, groupsClaim, trustsAddresses, createsPeople, role, team, enforced, active }
  return { ...rest, ...lists, ...changes }
}

/**
 * What must hold of settings beyond their form.
 * @param allowPrivate addresses without TLS too
 * @throws Failure 422 for an address that is none, or a role or team that is not there
 */
export function checkSettings(given: GivenSettings, model: WorkspaceModel, allowPrivate: boolean): void {
  const problem = issuerProblem(given.issuer, allowPrivate)
  if (problem) throw invalid({ issuer: { code: problem === 'not_an_address' ? 'not_a_url' : problem } })
  if (!given.scopes.includes('openid')) throw invalid({ scopes: { code: 'openid_required' } })
  const named = [
    ['role', given.role],
    ['team', given.team],
    ...given.roleMapping.map((one) => ['roleMapping', one.role] as const),
    ...given.teamMapping.map((one) => ['teamMapping', one.team] as const),
  ] as const
  for (const [field, id] of named)
    if (id !== null && !isRoleOrTeam(model, id)) throw invalid({ [field]: { code: 'not_found' } })
  if (given.createsPeople && given.role === null && given.roleMapping.length === 0)
    throw new Failure(422, 'invalid_input', { fields: { role: { code: 'required' } } })
}

/** What is wrong with the address of an issuer (OpenID Connect Discovery §2: https, no query, no fragment); null when nothing is. */
export function issuerProblem(issuer: string, allowPrivate: boolean): 'not_an_address' | 'not_secure' | null {
  if (!URL.canParse(issuer)) return 'not_an_address'
  const { protocol, username, password, search, hash } = new URL(issuer)
  if ((protocol !== 'https:' && protocol !== 'http:') || username || password || search || hash) return 'not_an_address'
  return protocol === 'http:' && !allowPrivate ? 'not_secure' : null
}

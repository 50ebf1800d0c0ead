import * as client from 'openid-client'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { FetchError } from '../platform/guarded-address.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { type StoredProvider, secretPurpose } from './stored-provider.ts'

/** Milliseconds for one answer of a provider, and its bytes: its keys are the largest of them. */
export const patience = 8_000
export const largestAnswer = 512 * 1024

/** Minutes for which what a provider says of itself is not asked again. */
const keptMinutes = 5
const mostKept = 500

const kept = new Map<
  string,
  { readonly of: string; readonly until: number; readonly connection: client.Configuration }
>()

/**
 * A provider as its discovery document describes it.
 * @throws Failure 502 `provider_unreachable`
 */
export async function connectionTo(kernel: Kernel, provider: StoredProvider): Promise<client.Configuration> {
  const known = kept.get(provider.id)
  if (known && known.of === provider.updatedAt && known.until > Date.now()) return known.connection
  const connection = await discovered(kernel, provider)
  if (kept.size >= mostKept) kept.clear()
  kept.set(provider.id, { of: provider.updatedAt, until: Date.now() + keptMinutes * 60_000, connection })
  return connection
}

async function discovered(kernel: Kernel, provider: StoredProvider): Promise<client.Configuration> {
  const secret =
    provider.secret && kernel.secrets.open(provider.secret, secretPurpose(provider.workspaceId, provider.id))
  const options = {
    [client.customFetch]: fetchOf(kernel),
    timeout: patience / 1_000,
    execute: kernel.privateSingleSignOn ? [client.allowInsecureRequests] : [],
  }
  try {
    const found = await client.discovery(new URL(provider.issuer), provider.clientId, undefined, client.None(), options)
    const server = found.serverMetadata()
    const connection = new client.Configuration(server, provider.clientId, undefined, authenticationFor(secret, server))
    connection[client.customFetch] = fetchOf(kernel)
    connection.timeout = options.timeout
    // Also what comes straight from the provider is checked with its keys.
    client.enableNonRepudiationChecks(connection)
    if (kernel.privateSingleSignOn) client.allowInsecureRequests(connection)
    return connection
  } catch (error) {
    throw unreachable(kernel, error)
  }
}

/** Basic unless the provider wants the secret in the body only (OpenID Connect Discovery §3). */
function authenticationFor(secret: string | null, server: client.ServerMetadata): client.ClientAuth {
  if (secret === null) return client.None()
  const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return taken.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret)
}

/** A provider that does not answer, or in a way that is not OpenID Connect; its reason is for the log alone. */
export function unreachable(kernel: Kernel, error: unknown): Failure {
  kernel.log.warn({ err: error }, 'a provider of single sign-on did not answer as it should')
  return new Failure(502, 'provider_unreachable')
}

/** Asks only addresses that may be asked: what an administrator typed, and what the provider named. */
function fetchOf(kernel: Kernel): client.CustomFetch {
  return async (address, { method, headers, body }) => {
    if (!kernel.privateSingleSignOn && new URL(address).protocol !== 'https:') throw new FetchError('refused_address')
    const {
      status,
      headers: given,
      body: answer,
    } = await guardedFetch(
      address,
      { method: method === 'POST' ? 'POST' : 'GET', headers, body: textOfBody(body) },
      { allowPrivate: kernel.privateSingleSignOn, timeout: patience, largest: largestAnswer },
    )
    const empty = answer.length === 0 || status === 204
    return new Response(empty ? null : new Uint8Array(answer), { status, headers: plainHeaders(given) })
  }
}

function textOfBody(body: client.FetchBody): string | undefined {
  if (body === null || body === undefined) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new Error('a request to a provider has a body of another kind')
}

function plainHeaders(given: Readonly<Record<string, string | readonly string[] | undefined>>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(given))
    for (const one of [value].flat()) if (one !== undefined) headers.append(name, one)
  return headers
}

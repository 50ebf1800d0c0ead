import * as client from 'openid-client'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { connectionTo, unreachable } from './openid-connection.ts'
import type { SignInAttempt } from './sign-in-attempt.ts'
import type { StoredProvider } from './stored-provider.ts'

/** Where somebody is sent to sign in, and what their answer must fit. */
export interface Question {
  readonly url: URL
  readonly expected: Pick<SignInAttempt, 'state' | 'nonce' | 'verifier'>
}

/**
 * Asks a provider who somebody is: authorization code with PKCE (RFC 7636), state and nonce.
 * @param loginHint the address that they typed, if they did
 * @throws Failure 502 `provider_unreachable`
 */
export async function askProvider(
  kernel: Kernel,
  provider: StoredProvider,
  { redirectUri, loginHint }: { readonly redirectUri: string; readonly loginHint?: string },
): Promise<Question> {
  const connection = await connectionTo(kernel, provider)
  const expected = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  }
  const url = client.buildAuthorizationUrl(connection, {
    redirect_uri: redirectUri,
    scope: provider.scopes.join(' '),
    state: expected.state,
    nonce: expected.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(expected.verifier),
    code_challenge_method: 'S256',
    ...(loginHint ? { login_hint: loginHint } : {}),
  })
  if (url.protocol !== 'https:' && !kernel.privateSingleSignOn) throw new Failure(502, 'provider_unreachable')
  return { url, expected }
}

/** What the provider itself said was wrong (RFC 6749 §4.1.2.1), as far as a person can do something about it. */
const refusals = new Map([
  ['access_denied', 'provider_refused'],
  ['login_required', 'provider_refused'],
  ['interaction_required', 'provider_refused'],
  ['consent_required', 'provider_refused'],
])

/**
 * The claims that a provider answers with: those of the ID token, and of the userinfo endpoint where it has one.
 * @param answered the address that the browser came back to, on the redirect URI that the provider knows
 * @throws Failure 401 `provider_refused`, 400 `sign_in_not_valid` for an answer that does not fit the question, 502
 */
export async function claimsFrom(
  kernel: Kernel,
  provider: StoredProvider,
  { answered, attempt }: { readonly answered: URL; readonly attempt: SignInAttempt },
): Promise<Readonly<Record<string, unknown>>> {
  const connection = await connectionTo(kernel, provider)
  try {
    const tokens = await client.authorizationCodeGrant(connection, answered, {
      pkceCodeVerifier: attempt.verifier,
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Failure(400, 'sign_in_not_valid')
    if (!connection.serverMetadata().userinfo_endpoint) return claims
    const more = await client.fetchUserInfo(connection, tokens.access_token, claims.sub)
    return { ...more, ...claims }
  } catch (error) {
    throw failureOf(kernel, error)
  }
}

function failureOf(kernel: Kernel, error: unknown): Failure {
  if (error instanceof Failure) return error
  if (error instanceof client.AuthorizationResponseError)
    return new Failure(401, refusals.get(error.error) ?? 'provider_failed')
  kernel.log.warn({ err: error }, 'an answer of a provider of single sign-on was refused')
  if (error instanceof client.ResponseBodyError) return new Failure(401, 'provider_failed')
  if (error instanceof client.ClientError && error.code === 'OAUTH_TIMEOUT') return unreachable(kernel, error)
  return new Failure(400, 'sign_in_not_valid')
}

import { z } from 'zod'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import type { Secrets } from '../platform/secrets.ts'

const minutes = 10
const purpose = 'sso.attempt'

/** The cookie goes back to our own endpoints of single sign-on alone. */
const cookie = { name: 'tendero_single_sign_on', path: '/api/v1/single-sign-on' } as const

const attempt = z.strictObject({
  provider: z.string(),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  next: z.string(),
  /** The administrator who tries the provider out: nobody is signed in then. */
  tester: z.string().nullable(),
  until: z.number(),
})

/**
 * A sign-in that began in this browser: what the answer of the provider must fit. It is kept by the browser itself,
 * sealed, so that an answer that is brought to another browser is worth nothing.
 */
export type SignInAttempt = Omit<z.infer<typeof attempt>, 'until'>

export function keepAttempt(request: Pick<ApiRequest, 'kernel' | 'setCookie'>, given: SignInAttempt): void {
  const until = Date.now() + minutes * 60_000
  const sealed = request.kernel.secrets.seal(JSON.stringify({ ...given, until }), purpose)
  request.setCookie(sealed, new Date(until), cookie)
}

/**
 * Takes the attempt out of the browser: each is good for one answer.
 * @throws Failure 400 `sign_in_expired` for none, one that is too old, or one for another provider
 */
export function takeAttempt({ kernel, cookies, setCookie }: ApiRequest, provider: string | undefined): SignInAttempt {
  setCookie('', new Date(0), cookie)
  const kept = opened(kernel.secrets, cookies[cookie.name] ?? '')
  if (!kept || kept.until < Date.now() || kept.provider !== provider) throw new Failure(400, 'sign_in_expired')
  return kept
}

function opened(secrets: Secrets, sealed: string): z.infer<typeof attempt> | undefined {
  try {
    return attempt.parse(JSON.parse(secrets.open(sealed, purpose)))
  } catch {
    return undefined
  }
}

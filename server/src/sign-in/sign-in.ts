import type { HalfSignedIn, Session } from '@tendero/model'
import { deviceCookie } from '../kernel/cookies.ts'
import type { ApiRequest } from '../kernel/endpoint.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { describeSession } from './describe-session.ts'
import { rememberDevice } from './devices.ts'
import { factorsOf, hasFactors } from './factors.ts'
import { openHalfSession } from './half-session.ts'
import { openSession } from './sessions.ts'
import { tellOfDevice } from './tell-person.ts'
import { visitorOf } from './visitor.ts'

interface Entry {
  /** Slug of the workspace to enter, else that of the request, else the person's first. */
  readonly slug?: string
  /** Whether two factors were shown: a password and a code, or a passkey that knows its person. */
  readonly secondFactor: boolean
}

/** Signs an identity in: the cookies, and what the screens need. @throws Failure 403 `no_workspace` */
export async function signIn(request: ApiRequest, identityId: string, { slug, secondFactor }: Entry): Promise<Session> {
  const { kernel, raw } = request
  const visitor = visitorOf(request)
  const session = await describeSession(kernel, identityId, {
    wanted: slug ?? raw.headers.get('tendero-workspace') ?? undefined,
    acceptLanguage: raw.headers.get('accept-language'),
    secondFactor,
  })
  const { token, expires } = await openSession(kernel, { identityId, visitor, secondFactor })
  request.setCookie(token, expires)
  const device = await rememberDevice(kernel, identityId, visitor)
  request.setCookie(device.token, device.expires, { name: deviceCookie, path: '/api/v1' })
  if (device.isNew) await tellOfDevice(kernel, identityId, visitor)
  return session
}

/** As `signIn` for somebody who gave a password: who has a second factor is asked for it first. */
export async function signInByPassword(
  request: ApiRequest,
  identityId: string,
  slug?: string,
): Promise<Session | HalfSignedIn> {
  const half = await askSecondFactor(request.kernel, identityId)
  return half ?? signIn(request, identityId, { slug, secondFactor: false })
}

/**
 * What somebody who gave a password still has to show; undefined where that was enough.
 * @param invitation the token of one that is to be accepted with it
 */
export async function askSecondFactor(
  kernel: Kernel,
  identityId: string,
  invitation?: string,
): Promise<HalfSignedIn | undefined> {
  const factors = await factorsOf(kernel, identityId)
  if (!hasFactors(factors)) return undefined
  return {
    secondFactor: {
      token: await openHalfSession(kernel, identityId, invitation),
      totp: factors.totp,
      passkey: factors.passkeys > 0,
      recoveryCode: factors.recoveryCodes > 0,
    },
  }
}

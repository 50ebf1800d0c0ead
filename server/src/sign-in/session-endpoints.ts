import { languages } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, timeZone } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { sessionCookie } from '../kernel/cookies.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { endViewOf } from '../view-as/index.ts'
import { countUse } from './attempts.ts'
import { checkCredentials } from './credentials.ts'
import { describeSession } from './describe-session.ts'
import { authenticationAnswer } from './passkey-answers.ts'
import { authenticationOptions, checkPasskey } from './passkeys.ts'
import { reauthenticate } from './reauthentication.ts'
import { relyingParty } from './relying-party.ts'
import { acceptSecondFactor } from './second-factor.ts'
import { closeSession, currentSession } from './sessions.ts'
import { signIn, signInByPassword } from './sign-in.ts'
import { visitorOf } from './visitor.ts'

const credentials = z.strictObject({ email: z.string().max(254), password: z.string().max(1_000) })

const passkeyShown = z.strictObject({ passkey: authenticationAnswer })

const code = z.string().max(40)

const secondFactor = z.strictObject({
  token: z.string().max(100),
  totp: code.optional(),
  recoveryCode: code.optional(),
  passkey: authenticationAnswer.optional(),
})

const proof = z.strictObject({ password: z.string().max(1_000).optional(), passkey: authenticationAnswer.optional() })

const preferences = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  language: z.enum(languages).optional(),
  timeZone: timeZone.optional(),
})

export const sessionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/session',
    summary:
      'Signs in with e-mail and password; sets the session cookie, or says which second factor is still to come.',
    input: credentials,
    open: true,
    whileViewing: true,
    async handle(request) {
      const given = acceptBody(credentials, request.body)
      return signInByPassword(request, await checkCredentials(request.kernel, visitorOf(request), given))
    },
  }),
  endpoint({
    method: 'POST',
    path: '/session/second-factor',
    summary: 'Ends a sign-in with a second factor: a code, a recovery code, or a passkey.',
    input: secondFactor,
    open: true,
    handle: async (request) => acceptSecondFactor(request, acceptBody(secondFactor, request.body)),
  }),
  endpoint({
    method: 'POST',
    path: '/session/passkey/options',
    summary: 'What a browser needs to show a passkey (WebAuthn).',
    open: true,
    async handle(request) {
      const party = relyingParty(request)
      await countUse(request.kernel, 'passkey', request.address)
      return authenticationOptions(request.kernel, party)
    },
  }),
  endpoint({
    method: 'POST',
    path: '/session/passkey',
    summary: 'Signs in with a passkey, which says whose it is.',
    input: passkeyShown,
    open: true,
    async handle(request) {
      const { passkey } = acceptBody(passkeyShown, request.body)
      await countUse(request.kernel, 'passkey', request.address)
      const identity = await checkPasskey(request.kernel, relyingParty(request), passkey)
      return signIn(request, identity, { secondFactor: true })
    },
  }),
  endpoint({
    method: 'POST',
    path: '/session/reauthentication',
    summary: 'Shows again who one is, by password or passkey: needed before changing how one signs in.',
    input: proof,
    open: true,
    async handle(request) {
      await reauthenticate(request, acceptBody(proof, request.body))
      return null
    },
  }),
  endpoint({
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in.',
    open: true,
    async handle(request) {
      const { identityId, secondFactor } = await currentSession(request)
      return describeSession(request.kernel, identityId, {
        wanted: request.raw.headers.get('tendero-workspace') ?? undefined,
        acceptLanguage: request.raw.headers.get('accept-language'),
        secondFactor,
        session: request.session,
      })
    },
  }),
  endpoint({
    method: 'DELETE',
    path: '/session',
    summary: 'Signs out.',
    open: true,
    whileViewing: true,
    async handle(request) {
      const { kernel, cookies, setCookie } = request
      const token = cookies[sessionCookie]
      // With the session a view as somebody else goes, whose end is to be noted.
      if (token) await endViewOf(kernel, token, { through: 'screen', ...visitorOf(request) })
      if (token) await closeSession(kernel, token, visitorOf(request))
      setCookie('', new Date(0))
      return null
    },
  }),
  endpoint({
    method: 'PATCH',
    path: '/me',
    summary: "Changes one's own name, language or time zone.",
    input: preferences,
    async handle({ kernel, caller, body }) {
      const patch = acceptBody(preferences, body)
      await write(kernel, caller, (ctx) => ctx.update('user', caller.actor.userId, patch))
      return null
    },
  }),
]

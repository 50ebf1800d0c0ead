import type { PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/browser'
import type {
  AnyRecord,
  HalfSignedIn,
  Metadata,
  PasswordAssessment,
  SearchHit,
  Session,
  TimelineItem,
  TimelineKind,
} from '@tendero/model/api'
import { type Collection, collectionAt } from '@tendero/model/client'
import type { Language } from '@tendero/model/translated'
import { answeredAt } from './answer-age.ts'
import { belongTo, forgetSeen, keepSession } from './seen.ts'
import { transport } from './transport.ts'

/** What can be known before anybody signs in. */
export interface Setup {
  readonly signUpOpen: boolean
  readonly demo: Demo | null
}

export interface Demo {
  readonly state: string
  /** 0–1 */
  readonly progress: number
  readonly accounts: readonly DemoAccount[]
}

/** Somebody of the demo company. The password is told only where nobody else can listen. */
export interface DemoAccount {
  readonly name?: string
  readonly role: string
  readonly email: string
  readonly password?: string
}

export interface NewWorkspace {
  readonly name: string
  readonly country: string
  readonly currency: string
  readonly language: Language
  readonly timeZone: string
  readonly user: { readonly name: string; readonly email: string; readonly password: string }
}

export interface Invitation {
  readonly workspaceName: string
  readonly name: string
  readonly email: string
}

export interface MyChanges {
  readonly language?: Language
  readonly timeZone?: string
  readonly name?: string
}

export interface Timeline {
  readonly items: readonly TimelineItem[]
  readonly next: string | null
}

/** From here on the browser keeps what this person sees. */
async function entered(session: Promise<Session>): Promise<Session> {
  const known = await session
  // What somebody sees with borrowed eyes belongs to nobody: nothing of it is kept.
  if (known.viewer) {
    await forgetSeen()
    return known
  }
  await belongTo(known.user.email)
  if (answeredAt(known) === undefined) void keepSession(known.workspace.slug, JSON.stringify(known))
  return known
}

/** The answer to a password: in, or a second factor is still to come. */
export type SignedIn = Session | HalfSignedIn

async function enteredOrHalf(answer: Promise<SignedIn>): Promise<SignedIn> {
  const given = await answer
  return 'secondFactor' in given ? given : entered(Promise.resolve(given))
}

/** Everything the screens ask of the server besides the records of a collection. */
export const api = {
  setup: () => transport.request<Setup>('GET', '/setup'),
  session: () => entered(transport.request<Session>('GET', '/session')),
  signIn: (body: { email: string; password: string }) =>
    enteredOrHalf(transport.request<SignedIn>('POST', '/session', { body })),
  finishSignIn: (body: { token: string } & ({ totp: string } | { recoveryCode: string } | { passkey: object })) =>
    entered(transport.request<Session>('POST', '/session/second-factor', { body })),
  passkeyOptions: () =>
    transport.request<PublicKeyCredentialRequestOptionsJSON>('POST', '/session/passkey/options', { body: {} }),
  signInByPasskey: (passkey: object) =>
    entered(transport.request<Session>('POST', '/session/passkey', { body: { passkey } })),
  reauthenticate: (body: { password: string } | { passkey: object }) =>
    transport.request<void>('POST', '/session/reauthentication', { body }),
  signOut: () => transport.request<void>('DELETE', '/session').then(forgetSeen),
  signUp: (body: NewWorkspace) => enteredOrHalf(transport.request<SignedIn>('POST', '/workspaces', { body })),
  invitation: (token: string) => transport.request<Invitation>('GET', `/invitations/${encodeURIComponent(token)}`),
  acceptInvitation: (token: string, body: { name: string; password: string }) =>
    enteredOrHalf(
      transport.request<SignedIn>('POST', `/invitations/${encodeURIComponent(token)}/acceptance`, { body }),
    ),
  askForNewPassword: (email: string) => transport.request<void>('POST', '/password-resets', { body: { email } }),
  passwordReset: (token: string) =>
    transport.request<{ email: string }>('GET', `/password-resets/${encodeURIComponent(token)}`),
  setNewPassword: (token: string, password: string) =>
    enteredOrHalf(
      transport.request<SignedIn>('POST', `/password-resets/${encodeURIComponent(token)}/completion`, {
        body: { password },
      }),
    ),
  confirmAddress: (token: string) =>
    transport.request<{ email: string }>('POST', `/me/address-changes/${encodeURIComponent(token)}/confirmation`, {
      body: {},
    }),
  assessPassword: (password: string, about: readonly string[]) =>
    transport.request<PasswordAssessment>('POST', '/password-assessments', { body: { password, about } }),
  changeMe: (body: MyChanges) => transport.request<void>('PATCH', '/me', { body }),
  metadata: () => transport.request<Metadata>('GET', '/metadata'),
  search: (q: string, limit: number, signal?: AbortSignal) =>
    transport.request<{ items: readonly SearchHit[] }>('GET', '/search', {
      query: { q, limit: String(limit) },
      signal,
    }),
  timeline: (
    collection: string,
    id: string,
    query: { kinds: readonly TimelineKind[]; field?: string; cursor?: string; limit: number },
  ) =>
    transport.request<Timeline>('GET', `/${collection}/${id}/timeline`, {
      query: {
        kinds: query.kinds.join(',') || undefined,
        field: query.field,
        cursor: query.cursor,
        limit: String(query.limit),
      },
    }),
  revert: (operationId: string) => transport.request<void>('POST', `/operations/${operationId}/reversal`, { body: {} }),
} as const

/** The records of an object by the path of its collection: `recordsOf('leads').list({ limit: 50 })`. */
export function recordsOf(collection: string): Collection<AnyRecord> {
  return collectionAt(transport, `/${collection}`)
}

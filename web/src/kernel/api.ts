import type { AnyRecord, Metadata, SearchHit, Session, TimelineItem, TimelineKind } from '@tendero/model/api'
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
  readonly password?: string
  readonly currentPassword?: string
}

export interface Timeline {
  readonly items: readonly TimelineItem[]
  readonly next: string | null
}

/** From here on the browser keeps what this person sees. */
async function entered(session: Promise<Session>): Promise<Session> {
  const known = await session
  await belongTo(known.user.email)
  if (answeredAt(known) === undefined) void keepSession(known.workspace.slug, JSON.stringify(known))
  return known
}

/** Everything the screens ask of the server besides the records of a collection. */
export const api = {
  setup: () => transport.request<Setup>('GET', '/setup'),
  session: () => entered(transport.request<Session>('GET', '/session')),
  signIn: (body: { email: string; password: string }) =>
    entered(transport.request<Session>('POST', '/session', { body })),
  signOut: () => transport.request<void>('DELETE', '/session').then(forgetSeen),
  signUp: (body: NewWorkspace) => entered(transport.request<Session>('POST', '/workspaces', { body })),
  invitation: (token: string) => transport.request<Invitation>('GET', `/invitations/${encodeURIComponent(token)}`),
  acceptInvitation: (token: string, body: { name: string; password: string }) =>
    entered(transport.request<Session>('POST', `/invitations/${encodeURIComponent(token)}/acceptance`, { body })),
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
    query: { kinds: readonly TimelineKind[]; cursor?: string; limit: number },
  ) =>
    transport.request<Timeline>('GET', `/${collection}/${id}/timeline`, {
      query: { kinds: query.kinds.join(',') || undefined, cursor: query.cursor, limit: String(query.limit) },
    }),
  revert: (operationId: string) => transport.request<void>('POST', `/operations/${operationId}/reversal`, { body: {} }),
} as const

/** The records of an object by the path of its collection: `recordsOf('leads').list({ limit: 50 })`. */
export function recordsOf(collection: string): Collection<AnyRecord> {
  return collectionAt(transport, `/${collection}`)
}

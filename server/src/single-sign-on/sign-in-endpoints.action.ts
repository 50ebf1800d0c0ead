import { isEmailAddress, type SignInChoice } from '@tendero/model'
import { domainOf } from '../kernel/admissions.ts'
import { auditApart } from '../kernel/audit.ts'
import { Answer, type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, notFound } from '../kernel/failure.ts'
import { openSession, visitorOf } from '../sign-in/index.ts'
import { pageIn, redirectUri } from './addresses.ts'
import { admitPerson, foreseeAdmission } from './admit-person.action.ts'
import { shownClaims, vouchedPerson } from './claims.ts'
import { connectionTo } from './openid-connection.ts'
import { requireAdministrator } from './provider-endpoints.action.ts'
import { anyProvider, keepTest, openProviders, providerOf, providersForDomain } from './providers.sql.ts'
import { keepAttempt, type SignInAttempt, takeAttempt } from './sign-in-attempt.ts'
import type { StoredProvider } from './stored-provider.ts'
import { askProvider, claimsFrom } from './vouch.ts'

/** Sends the browser elsewhere; nobody keeps where. */
function sendTo(location: string): Answer {
  return new Answer('', { location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }, 303)
}

/** The sign-in screen says what went wrong. */
function tell(error: unknown, provider?: StoredProvider): Answer {
  if (!(error instanceof Failure)) throw error
  const about = new URLSearchParams({ refused: error.code })
  if (provider) about.set('next', `/w/${provider.slug}`)
  return sendTo(`/sign-in?${about}`)
}

async function activeProvider(request: ApiRequest): Promise<StoredProvider> {
  const provider = await anyProvider(request.kernel, request.params.id)
  if (!provider.active) throw notFound()
  return provider
}

async function begin(
  request: ApiRequest,
  provider: StoredProvider,
  { tester, loginHint }: { readonly tester: string | null; readonly loginHint?: string },
): Promise<Answer> {
  const { kernel, query } = request
  const question = await askProvider(kernel, provider, { redirectUri: redirectUri(request, provider.id), loginHint })
  const next = pageIn(provider.slug, query.next)
  keepAttempt(request, { provider: provider.id, ...question.expected, next, tester })
  return sendTo(question.url.href)
}

async function claimsOf(request: ApiRequest, provider: StoredProvider, attempt: SignInAttempt) {
  const answered = new URL(redirectUri(request, provider.id))
  answered.search = new URL(request.raw.url).search
  return claimsFrom(request.kernel, provider, { answered, attempt })
}

async function noteRefusal(request: ApiRequest, provider: StoredProvider, error: unknown): Promise<void> {
  if (!(error instanceof Failure)) return
  const detail = { provider: provider.name, reason: error.code }
  const { address, userAgent } = visitorOf(request)
  const unknown = {
    workspaceId: provider.workspaceId,
    userId: null,
    through: 'single_sign_on',
    address,
    userAgent,
  } as const
  await auditApart(request.kernel, unknown, { action: 'session.refused', detail })
}

async function enter(request: ApiRequest, provider: StoredProvider, attempt: SignInAttempt): Promise<Answer> {
  if (!provider.active) throw notFound()
  const { kernel, setCookie } = request
  const person = vouchedPerson(await claimsOf(request, provider, attempt), provider.groupsClaim)
  const { identityId } = await admitPerson(kernel, provider, person)
  const { token, expires } = await openSession(kernel, {
    identityId,
    visitor: visitorOf(request),
    // What factors it asks for is the provider's to say.
    secondFactor: true,
    provider: provider.name,
  })
  setCookie(token, expires)
  return sendTo(attempt.next)
}

/** What came is kept for the administrator who asked; nobody is signed in, and nothing changes. */
async function tryOut(request: ApiRequest, provider: StoredProvider, attempt: SignInAttempt): Promise<Answer> {
  const { kernel } = request
  const at = kernel.now().toISOString()
  try {
    const claims = await claimsOf(request, provider, attempt)
    const foreseen = await foreseeAdmission(kernel, provider, vouchedPerson(claims, provider.groupsClaim))
    await keepTest(kernel, provider, { at, claims: shownClaims(claims), ...foreseen })
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    await keepTest(kernel, provider, { at, claims: {}, refusal: error.code, role: null, teams: [] })
  }
  return sendTo(`/w/${provider.slug}/settings/single-sign-on?item=${provider.id}`)
}

function choiceOf({ id, name, workspaceName }: StoredProvider): SignInChoice {
  return { id, name, workspaceName }
}

/**
 * The providers that an address may sign in with, told by its domain alone: whether somebody has that address is not
 * looked at. Where strangers may sign up companies, only those of the company whose page was asked for: anybody could
 * say of any domain that its people sign in with them.
 */
async function choices({ kernel, query }: ApiRequest): Promise<readonly SignInChoice[]> {
  const { workspace, email } = query
  const known = workspace ? await openProviders(kernel, workspace) : []
  if (known.length > 0 || !email || !isEmailAddress(email) || kernel.openSignUp) return known.map(choiceOf)
  return (await providersForDomain(kernel, domainOf(email))).map(choiceOf)
}

export const signInEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/single-sign-on',
    summary: 'The providers that a company (`workspace`) or the domain of an address (`email`) signs in with.',
    open: true,
    handle: async (request) => ({ items: await choices(request) }),
  }),
  endpoint({
    method: 'GET',
    path: '/single-sign-on/{id}/start',
    summary: 'Sends the browser to the provider to sign in; afterwards to the page `next`.',
    open: true,
    async handle(request) {
      let provider: StoredProvider | undefined
      try {
        provider = await activeProvider(request)
        const { email } = request.query
        const loginHint = email && isEmailAddress(email) ? email : undefined
        return await begin(request, provider, { tester: null, loginHint })
      } catch (error) {
        return tell(error, provider)
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/single-sign-on/{id}/callback',
    summary: 'Where the provider sends the browser back to.',
    open: true,
    async handle(request) {
      let provider: StoredProvider | undefined
      try {
        const attempt = takeAttempt(request, request.params.id)
        provider = await anyProvider(request.kernel, request.params.id)
        return await (attempt.tester === null ? enter : tryOut)(request, provider, attempt)
      } catch (error) {
        if (provider) await noteRefusal(request, provider, error)
        return tell(error, provider)
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/single-sign-on/{id}/end',
    summary: 'Sends the browser to the provider to sign out there too.',
    open: true,
    async handle(request) {
      try {
        const provider = await activeProvider(request)
        const connection = await connectionTo(request.kernel, provider)
        const end = connection.serverMetadata().end_session_endpoint
        if (!end || !/^https?:/.test(end)) return sendTo('/sign-in')
        const url = new URL(end)
        url.searchParams.set('client_id', provider.clientId)
        return sendTo(url.href)
      } catch (error) {
        return tell(error)
      }
    },
  }),
  endpoint({
    method: 'GET',
    path: '/single-sign-on/providers/{id}/trial',
    summary: 'Sends an administrator to the provider to see what it says; nobody is signed in by it.',
    download: true,
    async handle(request) {
      const { kernel, caller, params } = request
      requireAdministrator(caller)
      const provider = await providerOf(kernel, caller.actor.workspaceId, params.id)
      try {
        return await begin(request, provider, { tester: caller.actor.userId })
      } catch (error) {
        if (!(error instanceof Failure)) throw error
        const at = kernel.now().toISOString()
        await keepTest(kernel, provider, { at, claims: {}, refusal: error.code, role: null, teams: [] })
        return sendTo(`/w/${provider.slug}/settings/single-sign-on?item=${provider.id}`)
      }
    },
  }),
]

import type { SingleSignOnProvider } from '@tendero/model'
import { expect } from 'vitest'
import { routes } from '../src/http/app.ts'
import { newId } from '../src/kernel/identity.ts'
import { type Browser, browserOf } from './http.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import type { World } from './world.ts'

/** A browser nobody is signed in with, that keeps cookies of every site and follows where it is sent. */
export interface Wanderer {
  readonly cookies: Map<string, string>
  /** Asks an address of ours or of another server, without following. */
  ask(address: string, form?: Readonly<Record<string, string>>): Promise<Response>
  /** Follows redirects until a page comes. @returns that page's address */
  follow(address: string, form?: Readonly<Record<string, string>>): Promise<string>
  json<T>(path: string): Promise<{ readonly status: number; readonly body: T }>
}

const mostSteps = 12

/** Requests to our own address go through the application, all others over the network of this machine. */
export function wanderer(world: World, home = 'http://localhost'): Wanderer {
  const app = routes(world.kernel, '/nowhere')
  const cookies = new Map<string, string>()
  const ask: Wanderer['ask'] = async (address, form) => {
    const url = new URL(address, home)
    const jar = [...cookies].filter(([key]) => key.startsWith(`${url.origin} `))
    const init = {
      method: form ? 'POST' : 'GET',
      redirect: 'manual' as const,
      body: form ? new URLSearchParams(form) : undefined,
      headers: { cookie: jar.map(([key, value]) => `${key.split(' ')[1]}=${value}`).join('; ') },
    }
    const answer = await (url.origin === home ? app.request(url.href, init) : fetch(url, init))
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') cookies.delete(`${url.origin} ${name}`)
      else cookies.set(`${url.origin} ${name}`, value)
    }
    return answer
  }
  return {
    cookies,
    ask,
    async follow(address, form) {
      let at = new URL(address, home)
      let answer = await ask(at.href, form)
      for (let step = 0; step < mostSteps; step += 1) {
        const next = answer.headers.get('location')
        if (!next) return at.href
        at = new URL(next, at)
        // The pages of the web itself are not served here.
        if (at.origin === home && !at.pathname.startsWith('/api/')) return at.href
        answer = await ask(at.href)
      }
      throw new Error(`sent from place to place, lastly to ${at.href}`)
    },
    async json(path) {
      const answer = await app.request(`${home}/api/v1${path}`, {
        headers: {
          cookie: `tendero_session=${cookies.get(`${home} tendero_session`) ?? ''}`,
          'tendero-workspace': world.slug,
        },
      })
      return { status: answer.status, body: (await answer.json()) as never }
    },
  }
}

/** A directory with the company's provider in it, as Ines has set it up. */
export interface SignOn {
  readonly directory: IdentityProvider
  readonly provider: SingleSignOnProvider
  readonly ines: Browser
  change(settings: Readonly<Record<string, unknown>>): Promise<SingleSignOnProvider>
  /** Signs in through the provider's page. @returns where one ends up, and the browser */
  signIn(name: string, next?: string): Promise<{ readonly at: URL; readonly browser: Wanderer }>
}

export async function openSignOn(world: World, settings: Readonly<Record<string, unknown>> = {}): Promise<SignOn> {
  const directory = await startIdentityProvider()
  const ines = await browserOf(world, 'ines')
  const id = newId()
  const made = await ines.request('POST', '/single-sign-on/providers', {
    id,
    name: 'The directory',
    issuer: directory.issuer,
    clientId: directory.clientId,
    clientSecret: directory.clientSecret,
    scopes: ['openid', 'email', 'profile', 'groups'],
    domains: ['example.com'],
    ...settings,
  })
  expect(made.status).toBe(201)
  const provider = (await made.json()) as SingleSignOnProvider
  directory.allow(provider.redirectUri)
  return {
    directory,
    provider,
    ines,
    change: (changes) => ines.json('PATCH', `/single-sign-on/providers/${id}`, changes),
    async signIn(name, next) {
      const browser = wanderer(world)
      const query = next === undefined ? '' : `?${new URLSearchParams({ next })}`
      const page = await browser.follow(`/api/v1/single-sign-on/${id}/start${query}`)
      expect(page).toMatch(/\/interaction\//)
      return { at: new URL(await browser.follow(page, { login: name })), browser }
    },
  }
}

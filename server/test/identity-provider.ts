import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type ClientMetadata, type Configuration } from 'oidc-provider'
import { afterSuite } from './after-suite.ts'

/** What the directory knows of somebody; changed between sign-ins as an administrator of it would. */
export interface DirectoryPerson {
  email?: string
  email_verified?: boolean
  name?: string
  groups?: readonly string[]
}

/** Another company's identity provider on this machine: OpenID Connect as `oidc-provider` speaks it. */
export interface IdentityProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** The people by the name that they type. */
  readonly people: Map<string, DirectoryPerson>
  /** An address of ours that it sends people back to. */
  allow(redirectUri: string): void
  /** How often it was asked for its discovery document. */
  discoveries(): number
}

/** Starts a provider that asks for a name only; it ends with the tests of the file. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const people = new Map<string, DirectoryPerson>()
  const client: ClientMetadata & { redirect_uris: string[] } = {
    client_id: 'tendero',
    client_secret: 'a secret between two programs',
    redirect_uris: ['https://unused.example.com/callback'],
  }
  let discoveries = 0
  let handle = (_request: IncomingMessage, response: ServerResponse): void => void response.writeHead(503).end()
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/openid-configuration') discoveries += 1
    handle(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  afterSuite(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  /** Clients are read once: with a new address it begins anew. */
  const begin = (): void => {
    const provider = quietly(() => new Provider(issuer, configuration(people, client)))
    const answer = provider.callback()
    handle = (request, response) => {
      const interaction = /^\/interaction\/[\w-]+$/.test(request.url ?? '')
      if (interaction) void interact(provider, request, response)
      else void answer(request, response)
    }
  }
  begin()
  return {
    issuer,
    clientId: client.client_id,
    clientSecret: client.client_secret ?? '',
    people,
    allow(uri) {
      client.redirect_uris.push(uri)
      begin()
    },
    discoveries: () => discoveries,
  }
}

function configuration(people: ReadonlyMap<string, DirectoryPerson>, client: ClientMetadata): Configuration {
  return {
    clients: [client],
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Everything that is asked for is granted: the pages of consent are the provider's own affair.
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId, accountId: oidc.session?.accountId })
      grant.addOIDCScope('openid email profile groups')
      await grant.save()
      return grant
    },
    findAccount: (_context, name) => ({
      accountId: name,
      claims: () => ({ ...people.get(name), groups: [...(people.get(name)?.groups ?? [])], sub: name }),
    }),
  }
}

/** The page on which somebody types who they are, and what they typed. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html')
    response.end(`<!doctype html><html lang="en"><title>Directory</title><main><h1>Sign in to the directory</h1>
      <form method="post"><label>Name <input name="login"></label><button>Go on</button>
      <button name="refuse" value="yes">Refuse</button></form></main></html>`)
    return
  }
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  const typed = new URLSearchParams(Buffer.concat(parts).toString('utf8'))
  const result = typed.has('refuse')
    ? { error: 'access_denied', error_description: 'the person does not want to' }
    : { login: { accountId: typed.get('login') ?? '' } }
  await provider.interactionFinished(request, response, result)
}

/** It warns that it has no keys of its own and no database, which is as a test wants it. */
function quietly<T>(work: () => T): T {
  const { warn, info } = console
  console.warn = () => {}
  console.info = () => {}
  try {
    return work()
  } finally {
    Object.assign(console, { warn, info })
  }
}

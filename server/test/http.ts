import { sql } from '@tendero/model'
import { routes } from '../src/http/app.ts'
import { newToken, tokenHash } from '../src/platform/token.ts'
import type { World } from './world.ts'

/** Requests as somebody of the world, through the whole application. */
export interface Browser {
  request(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** A request whose body is no JSON: a file. */
  send(
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
  /** The JSON of the answer, whatever its status. */
  json<T = Record<string, never>>(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<T>
}

/** A browser that can also follow a link: the cookie goes along, no header of ours. */
interface LinkBrowser extends Browser {
  follow(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** What signs a request in that another client makes. */
  readonly session: Readonly<Record<string, string>>
}

/** Signs somebody in without a password and gives their browser. */
export async function browserOf(world: World, who: 'ines' | 'marta' | 'ana' | 'bo' | 'stranger'): Promise<LinkBrowser> {
  const app = routes(world.kernel, '/nowhere')
  const { database } = world.kernel
  const stranger = who === 'stranger'
  const { workspaceId, userId } = stranger ? world.stranger : { ...world, userId: world.ids[who] }
  const token = newToken()
  await database.control(
    sql`insert into control.identity (id, email, created_at) values (${userId}, ${`${who}@session.example.com`}, now()) on conflict (id) do nothing`,
  )
  await database.control(
    sql`insert into control.membership (identity_id, workspace_id, user_id, created_at) values (${userId}, ${workspaceId}, ${userId}, now()) on conflict do nothing`,
  )
  await database.control(
    sql`insert into control.session (token_hash, identity_id, created_at, expires_at) values (${tokenHash(token)}, ${userId}, now(), now() + interval '1 day')`,
  )
  const session = { cookie: `tendero_session=${token}`, 'tendero-workspace': stranger ? workspaceId : world.slug }
  const send = async (
    method: string,
    path: string,
    body: string | Uint8Array<ArrayBuffer> | undefined,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    app.request(`/api/v1${path}`, {
      method,
      body,
      // Tests make what they need; those of duplicates ask to be held up.
      headers: { ...session, 'tendero-allow-duplicates': 'true', ...headers },
    })
  const request: Browser['request'] = (method, path, body, headers = {}) =>
    send(method, path, body === undefined ? undefined : JSON.stringify(body), {
      'content-type': 'application/json',
      ...headers,
    })
  return {
    request,
    send,
    session,
    follow: async (path, headers = {}) =>
      app.request(`/api/v1${path}`, { headers: { cookie: `tendero_session=${token}`, ...headers } }),
    json: async <T>(...input: Parameters<Browser['request']>) => (await (await request(...input)).json()) as T,
  }
}

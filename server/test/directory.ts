import { routes } from '../src/http/app.ts'
import type { Browser } from './http.ts'
import type { World } from './world.ts'

/** A company's directory, which speaks SCIM with a token of its own. */
export interface DirectoryClient {
  readonly id: string
  readonly token: string
  ask(method: string, path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** The document of the answer, whatever its status. */
  json<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T & { status?: string }>
}

/** Lets a directory in, in whose name newcomers get a role. */
export async function openDirectoryClient(
  world: World,
  ines: Browser,
  given: { readonly role: string; readonly provider?: string },
): Promise<DirectoryClient> {
  const made = await ines.json<{ id: string; token: string }>('POST', '/scim-tokens', { name: 'Directory', ...given })
  const app = routes(world.kernel, '/nowhere')
  const ask: DirectoryClient['ask'] = async (method, path, body, headers = {}) =>
    app.request(`/api/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${made.token}`, 'content-type': 'application/scim+json', ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  return { ...made, ask, json: async (...asked) => (await ask(...asked)).json() as never }
}

import { type AnyRecord, type KeyPurpose, type Rights, sql } from '@tendero/model'
import { routes } from '../src/http/app.ts'
import { newId } from '../src/kernel/identity.ts'
import { newToken, tokenHash } from '../src/platform/token.ts'
import { type Browser, browserOf } from './http.ts'
import type { World } from './world.ts'

interface KeyOf {
  readonly user: string
  readonly role: string
  readonly purpose?: KeyPurpose
  readonly workspaceId?: string
}

/** Makes an API key and gives its secret. */
export async function makeKey(world: World, { user, role, purpose = 'program', workspaceId }: KeyOf): Promise<string> {
  const key = `tnd_${newToken()}`
  await world.kernel.database.control(sql`
    insert into control.api_key (id, token_hash, workspace_id, user_id, role_id, name, prefix, purpose, created_at)
    values (${newId()}, ${tokenHash(key)}, ${workspaceId ?? world.workspaceId}, ${user}, ${role}, 'test', 'tnd_',
      ${purpose}, now())`)
  return key
}

/** Requests with an API key of a person and a role. */
export async function keyOf(world: World, user: string, role: string): Promise<Browser> {
  const key = await makeKey(world, { user, role })
  const app = routes(world.kernel, '/nowhere')
  const send = async (method: string, path: string, body?: string | Uint8Array<ArrayBuffer>, headers = {}) =>
    app.request(`/api/v1${path}`, {
      method,
      body,
      headers: { authorization: `Bearer ${key}`, 'tendero-allow-duplicates': 'true', ...headers },
    })
  const request: Browser['request'] = (method, path, body, headers) =>
    send(method, path, body === undefined ? undefined : JSON.stringify(body), headers)
  return {
    send,
    request,
    json: async <T>(...input: Parameters<Browser['request']>) => (await (await request(...input)).json()) as T,
  }
}

/** A person of a role of their own. */
export interface Person extends Browser {
  readonly user: string
  readonly role: string
}

/** Makes roles and people in a world, of more or less rights than a representative has. */
export async function openRights(world: World) {
  const ines = await browserOf(world, 'ines')
  const { rights } = await ines.json<AnyRecord>('GET', `/roles/${await world.roleId('Representative')}`)
  const representative = rights as Rights
  /** A role with the rights of a representative, but for what is said. */
  const makeRole = async (more: Partial<Rights>): Promise<string> => {
    const given = { ...representative, ...more, objects: { ...representative.objects, ...more.objects } }
    const { id } = await ines.json<{ id: string }>('POST', '/roles', { name: `Role ${newId()}`, rights: given })
    return id
  }
  return {
    representative,
    makeRole,
    /** Another person with a role, by a key that may all that they may. */
    async personWith(more: Partial<Rights>): Promise<Person> {
      const role = await makeRole(more)
      const user = await world.add('ines', 'user', { name: 'Pat', email: `${newId()}@example.com`, role })
      return { ...(await keyOf(world, user, role)), user, role }
    },
  }
}

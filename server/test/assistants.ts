import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { AnyRecord, KeyPurpose } from '@tendero/model'
import { expect } from 'vitest'
import { routes } from '../src/http/app.ts'
import { serveHttp } from '../src/platform/http-server.ts'
import { afterSuite } from './after-suite.ts'
import { browserOf } from './http.ts'
import { makeKey, openRights } from './keys.ts'
import { openWorld } from './world.ts'

interface AssistantKeyOf {
  readonly purpose?: KeyPurpose
  readonly role?: string
  readonly user?: string
  readonly workspaceId?: string
}

/** The small company served over HTTP to assistants that come with keys; Ana's, and for writing, unless told otherwise. */
export async function openAssistants(parts: Parameters<typeof openWorld>[0] = {}) {
  const world = await openWorld(parts)
  const server = await serveHttp(routes(world.kernel, '/nowhere').fetch, '127.0.0.1', 0)
  afterSuite(() => server.stop())
  const { address } = server
  const { makeRole } = await openRights(world)
  return {
    world,
    address,
    makeRole,
    ines: await browserOf(world, 'ines'),
    async assistantKey({
      purpose = 'assistant_writing',
      role,
      user = world.ids.ana,
      workspaceId,
    }: AssistantKeyOf = {}) {
      return makeKey(world, { purpose, role: role ?? (await world.roleId('Representative')), user, workspaceId })
    },
    /** A role that reaches its own accounts alone. */
    ownAccounts: () => makeRole({ objects: { account: { create: 'own', read: 'own', edit: 'own', delete: 'none' } } }),
    connect: (key: string) => connect(address, key),
    nameOf: async (id: string) => (await world.stored('account', id)).name,
  }
}

/** An assistant made with the reference implementation of the protocol. */
async function connect(address: string, key: string) {
  const client = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(`${address}/api/mcp`), { requestInit }))
  afterSuite(() => client.close())
  const call = async <T = AnyRecord>(name: string, given: Record<string, unknown> = {}): Promise<T> => {
    const { structuredContent, content } = await client.callTool({ name, arguments: given })
    expect(JSON.parse((content as { text: string }[])[0]?.text ?? '')).toEqual(structuredContent)
    return structuredContent as T
  }
  return { client, call }
}

import type { Problem } from '@tendero/model'
import { routes } from '../src/http/app.ts'
import { makeKey } from './keys.ts'
import type { World } from './world.ts'

/** Somebody who asks, in the rights of a role; of the other company where its workspace is named. */
export interface Holder {
  readonly user: string
  readonly role: string
  readonly workspaceId?: string
}

/** The tools of assistants, as somebody uses them. */
export interface Tools {
  /** The answer of a tool as it goes out. */
  text(tool: string, given?: object): Promise<string>
  /** What a tool answers: its result, or its problem. */
  call<T = Partial<Problem>>(tool: string, given?: object): Promise<T>
}

/** A key may send 120 messages in a minute. */
const mostOfAKey = 100

/** With a new key, which may write, whenever the one before has been used up. */
export function toolsOf(world: World, holder: Holder): Tools {
  const app = routes(world.kernel, '/nowhere')
  let key = Promise.resolve('')
  let sent = 0
  const text: Tools['text'] = async (name, given = {}) => {
    if (sent++ % mostOfAKey === 0) key = makeKey(world, { ...holder, purpose: 'assistant_writing' })
    const answer = await app.request('/api/mcp', {
      method: 'POST',
      headers: { authorization: `Bearer ${await key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } }),
    })
    return answer.text()
  }
  return {
    text,
    call: async (name, given) => JSON.parse(await text(name, given)).result.structuredContent,
  }
}

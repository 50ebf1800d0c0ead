import { Hono, type Context as HonoContext } from 'hono'
import { Failure } from '../../kernel/failure.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { limitBody } from '../api.ts'
import { authenticate, keyOf } from '../authentication.ts'
import { addressOf } from '../forwarded.ts'
import { problemResponse } from '../problem.ts'
import { refuseOtherSites } from '../refuse-other-sites.ts'
import { refuseTooMany } from '../refuse-too-many.ts'
import { type ApiEnvironment, bearerKeyOf } from '../request.ts'
import { type Assistant, apiCalls } from './assistant.ts'
import { callRate } from './call-rate.ts'
import { RpcError, type RpcMessage, rpcCodes, rpcFailure, rpcMessageIn, rpcResult } from './json-rpc.ts'
import { answerTo, protocolVersions } from './protocol.ts'

type Route = HonoContext<ApiEnvironment>

const largestMessage = 256 * 1024

/**
 * `/api/mcp`: the Model Context Protocol over Streamable HTTP, for assistants that come with an API key. Every message
 * stands for itself and is answered as JSON: no session is kept, and no stream is offered.
 */
export function createMcp(kernel: Kernel, api: Hono<ApiEnvironment>): Hono<ApiEnvironment> {
  const mcp = new Hono<ApiEnvironment>()
  const waits = callRate()
  mcp.onError((error, c) => {
    if (error instanceof Failure && error.status === 401) c.header('www-authenticate', 'Bearer')
    return problemResponse(c, error, kernel.log)
  })
  mcp.post('/', limitBody(largestMessage), async (c) => {
    c.set('route', '/mcp')
    refuseTooMany(kernel, c)
    refuseOtherSites(kernel, c)
    refuseOtherVersions(c)
    const assistant = await assistantOf(kernel, api, c)
    const seconds = waits(assistant.key.id)
    if (seconds > 0) throw new Failure(429, 'too_many_requests', { details: { seconds } })
    return respond(assistant, c)
  })
  mcp.all('/', (c) => c.body(null, 405, { allow: 'POST' }))
  return mcp
}

/** @throws Failure 400 for a revision of the protocol that was not agreed on */
function refuseOtherVersions(c: Route): void {
  const named = c.req.header('mcp-protocol-version')
  if (named !== undefined && !protocolVersions.some((one) => one === named))
    throw new Failure(400, 'unknown_protocol_version', { details: { known: protocolVersions } })
}

/** @throws Failure 401 without an API key */
async function assistantOf(kernel: Kernel, api: Hono<ApiEnvironment>, c: Route): Promise<Assistant> {
  const secret = bearerKeyOf(c)
  const key = await keyOf(kernel, secret)
  const from = { address: addressOf(kernel, c), userAgent: c.req.header('user-agent') ?? null }
  const caller = await authenticate(kernel, { key: secret, assistant: {}, ...from })
  return { kernel, caller, key, ask: apiCalls(api, secret ?? '', from) }
}

async function respond(assistant: Assistant, c: Route): Promise<Response> {
  let message: RpcMessage | undefined
  try {
    message = rpcMessageIn(await c.req.text())
    if (message?.id === undefined) return c.body(null, 202)
    return c.json(rpcResult(message.id, await answerTo(assistant, message, c.get('requestId'))))
  } catch (error) {
    const failure = error instanceof RpcError ? error : internalError(assistant, error)
    return c.json(rpcFailure(message?.id, failure), message ? 200 : 400)
  }
}

function internalError({ kernel }: Assistant, error: unknown): RpcError {
  kernel.log.error({ err: error }, 'a message of an assistant failed')
  return new RpcError(rpcCodes.internalError, 'internal error')
}

import { z } from 'zod'

/** A request of JSON-RPC 2.0, or a notification, which has no id and gets no answer. */
export interface RpcMessage {
  readonly id?: string | number
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
}

/** A message that the protocol itself refuses; what a tool refuses is its result. */
export class RpcError extends Error {
  readonly code: number
  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/** The codes of JSON-RPC 2.0, section 5.1, and the one that MCP adds for resources. */
export const rpcCodes = {
  parseError: -32_700,
  invalidRequest: -32_600,
  methodNotFound: -32_601,
  invalidParams: -32_602,
  internalError: -32_603,
  resourceNotFound: -32_002,
} as const

const message = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string().max(200), z.number()]).optional(),
  method: z.string().max(100),
  params: z.record(z.string(), z.unknown()).default({}),
})

const answer = z.object({ jsonrpc: z.literal('2.0'), id: z.union([z.string(), z.number()]) })

/**
 * One message as it came; undefined for an answer to a request that this server never sends.
 * @throws RpcError for what is none, and for batches, which the protocol gave up
 */
export function rpcMessageIn(text: string): RpcMessage | undefined {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    throw new RpcError(rpcCodes.parseError, 'not JSON')
  }
  const read = message.safeParse(body)
  if (read.success) return read.data
  if (answer.safeParse(body).success) return undefined
  throw new RpcError(rpcCodes.invalidRequest, 'not a single request of JSON-RPC 2.0')
}

export function rpcResult(id: RpcMessage['id'], result: unknown): object {
  return { jsonrpc: '2.0', id, result }
}

export function rpcFailure(id: RpcMessage['id'], { code, message }: RpcError): object {
  return { jsonrpc: '2.0', id: id ?? null, error: { code, message } }
}

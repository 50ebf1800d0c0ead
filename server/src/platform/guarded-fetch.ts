import { type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { type Address, FetchError, guardedAddresses, lookupOf } from './guarded-address.ts'
import { version } from './version.ts'

export interface GuardedRequest {
  readonly method?: 'GET' | 'POST'
  /** In small letters; `user-agent` and the length of the body are said anyway. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

export interface Guards {
  /** Addresses of this machine and its network too. */
  readonly allowPrivate: boolean
  /** Milliseconds for everything, from the name to the end of the answer. */
  readonly timeout: number
  /** Bytes of the answer's body. */
  readonly largest: number
  /** Whether a longer answer is cut there, and the rest not waited for, instead of refused. */
  readonly cut?: boolean
}

export interface GuardedAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** As it came: no compression is asked for, and none undone. */
  readonly body: Buffer
}

/**
 * Asks an address that somebody typed or another program named. The name is resolved once, and the connection goes to the
 * very address that was checked: a name that is something else a moment later leads nowhere. Redirects are answers like any
 * other and not followed, since they would lead past the check.
 * @param address `http` or `https`, without a name and password in it
 * @throws FetchError `refused_address` for what may not be asked, `unknown_host`, `timed_out`, `no_answer`, and `too_large`
 *   for a longer answer that is not to be cut
 */
export async function guardedFetch(
  address: string | URL,
  request: GuardedRequest,
  guards: Guards,
): Promise<GuardedAnswer> {
  const url = askable(address)
  const signal = AbortSignal.timeout(guards.timeout)
  try {
    const addresses = await guardedAddresses(url.hostname, guards.allowPrivate, signal)
    const answer = await send(url, request, addresses, signal)
    const body = await readBody(answer, guards)
    return { status: answer.statusCode ?? 0, headers: answer.headers, body }
  } catch (error) {
    if (error instanceof FetchError) throw error
    throw new FetchError(signal.aborted ? 'timed_out' : 'no_answer')
  }
}

/** `URL` has made octal, decimal and shortened forms of an address plain. */
function askable(address: string | URL): URL {
  if (!URL.canParse(String(address))) throw new FetchError('refused_address')
  const url = new URL(address)
  const speaks = url.protocol === 'http:' || url.protocol === 'https:'
  if (!speaks || url.username || url.password) throw new FetchError('refused_address')
  return url
}

function send(
  url: URL,
  { method = 'GET', headers, body }: GuardedRequest,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? secureRequest : plainRequest
  const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) }
  return new Promise((resolve, reject) => {
    const outgoing = open(
      url,
      {
        method,
        // Without an agent no connection of an earlier address is used again.
        agent: false,
        lookup: lookupOf(addresses),
        signal,
        headers: { 'user-agent': `Tendero/${version}`, ...headers, ...length },
      },
      resolve,
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

async function readBody(answer: IncomingMessage, { largest, cut }: Guards): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer) {
    parts.push(part)
    length += part.length
    if (length > largest && !cut) throw new FetchError('too_large')
    if (length >= largest && cut) break
  }
  return Buffer.concat(parts).subarray(0, largest)
}

import { lookup } from 'node:dns/promises'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { version } from '../platform/version.ts'
import { isPublicAddress } from './public-address.ts'
import { askedDelay } from './retry-after.ts'

/** Why no answer came, or that it was none of the 200s. */
export type AttemptFailure = 'refused_address' | 'unknown_host' | 'timed_out' | 'no_answer' | 'status'

/** What became of one attempt. */
export interface Attempt {
  /** None when the other side took the message. */
  readonly failure: AttemptFailure | null
  /** HTTP status; null without an answer. */
  readonly status: number | null
  /** The beginning of the answer's body. */
  readonly answer: string | null
  /** For how long the address asks to be left alone, in milliseconds. */
  readonly askedDelay: number
  readonly milliseconds: number
}

export interface Message {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

export interface PostOptions {
  /** Addresses of this machine and its network too. */
  readonly allowPrivate: boolean
  /** Milliseconds for everything, from the name to the answer. */
  readonly timeout?: number
}

const patience = 15_000
const mostOfAnswer = 2_000

/**
 * Posts a message and waits for the answer. The name is resolved once, and the connection goes to the very address that
 * was checked: a name that is something else a moment later leads nowhere. Redirects are not followed.
 */
export async function postMessage(
  message: Message,
  { allowPrivate, timeout = patience }: PostOptions,
): Promise<Attempt> {
  const began = performance.now()
  const signal = AbortSignal.timeout(timeout)
  const url = new URL(message.url)
  const outcome = await resolved(url, allowPrivate, signal)
    .then((addresses) => post(url, message, addresses, signal))
    .catch((error: unknown) => ({ failure: failureOf(error, signal), status: null, answer: null, askedDelay: 0 }))
  return { ...outcome, milliseconds: Math.round(performance.now() - began) }
}

class Refused extends Error {
  readonly failure: AttemptFailure
  constructor(failure: AttemptFailure) {
    super(failure)
    this.failure = failure
  }
}

function failureOf(error: unknown, signal: AbortSignal): AttemptFailure {
  if (error instanceof Refused) return error.failure
  return signal.aborted ? 'timed_out' : 'no_answer'
}

interface Address {
  readonly address: string
  readonly family: number
}

/** Every address of the host; one that is not public makes all suspect. `URL` has made octal and decimal forms plain. */
async function resolved(url: URL, allowPrivate: boolean, signal: AbortSignal): Promise<readonly Address[]> {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Refused('refused_address')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const addresses = family ? [{ address: host, family }] : await inTime(signal, lookup(host, { all: true }))
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw new Refused('refused_address')
  return addresses
}

/** The system's resolver cannot be interrupted, only left alone. */
function inTime<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Refused('timed_out')), { once: true })
    work.then(resolve, () => reject(new Refused('unknown_host')))
  })
}

function post(
  url: URL,
  { headers, body }: Message,
  addresses: readonly Address[],
  signal: AbortSignal,
): Promise<Omit<Attempt, 'milliseconds'>> {
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const outgoing = send(
      url,
      {
        method: 'POST',
        // Without an agent no connection of an earlier address is used again.
        agent: false,
        lookup: only(addresses),
        signal,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': `Tendero/${version}`,
          ...headers,
        },
      },
      (answer) => {
        readAnswer(answer).then((text) => {
          const status = answer.statusCode ?? 0
          resolve({
            failure: status >= 200 && status < 300 ? null : 'status',
            status,
            answer: text,
            // The other side wrote a date by the real time.
            askedDelay: askedDelay(status, answer.headers['retry-after'], new Date()),
          })
        }, reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}

function only(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, done) => {
    const [first] = addresses
    if (all) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}

/** The first bytes of an answer; the rest is not waited for. */
async function readAnswer(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of answer) {
    parts.push(part)
    length += part.length
    if (length >= mostOfAnswer) break
  }
  // PostgreSQL keeps no zero characters.
  return Buffer.concat(parts).subarray(0, mostOfAnswer).toString('utf8').replaceAll('\u0000', '')
}

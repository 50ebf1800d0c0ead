import { FetchError, type FetchFailure } from '../platform/guarded-address.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { askedDelay } from './retry-after.ts'

/** Why no answer came, or that it was none of the 200s. */
export type AttemptFailure = FetchFailure | 'status'

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

/** Posts a message and waits for the answer, of which the beginning is kept. A redirect is a failure like any other status. */
export async function postMessage(message: Message, options: PostOptions): Promise<Attempt> {
  const began = performance.now()
  const outcome = await post(message, options).catch((error: unknown) => {
    if (!(error instanceof FetchError)) throw error
    return { failure: error.failure, status: null, answer: null, askedDelay: 0 }
  })
  return { ...outcome, milliseconds: Math.round(performance.now() - began) }
}

async function post(
  { url, headers, body }: Message,
  { allowPrivate, timeout = patience }: PostOptions,
): Promise<Omit<Attempt, 'milliseconds'>> {
  const answer = await guardedFetch(
    url,
    { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body },
    { allowPrivate, timeout, largest: mostOfAnswer, cut: true },
  )
  const { status } = answer
  return {
    failure: status >= 200 && status < 300 ? null : 'status',
    status,
    // PostgreSQL keeps no zero characters.
    answer: answer.body.toString('utf8').replaceAll('\u0000', ''),
    // The other side wrote a date by the real time.
    askedDelay: askedDelay(status, answer.headers['retry-after'], new Date()),
  }
}

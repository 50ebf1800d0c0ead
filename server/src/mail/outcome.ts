import type { MailFailure, MailStep } from '@tendero/model'
import { FetchError } from '../platform/guarded-address.ts'

/** What became of one attempt. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly step: 'content'; readonly answer: string | null }
  /** The server said no: `code` 400 to 599. */
  | { readonly kind: 'refused'; readonly step: MailStep; readonly code: number; readonly answer: string }
  /** No answer, and the server cannot have the message. */
  | { readonly kind: 'unreached'; readonly step: MailStep; readonly failure: MailFailure }
  /** The content was on its way, and no answer came: it may have arrived or not. */
  | { readonly kind: 'uncertain'; readonly step: 'content'; readonly failure: MailFailure }
  /** Something of ours went wrong before the content: thrown on. */
  | { readonly kind: 'stopped'; readonly error: unknown }

interface Reached {
  readonly step: MailStep
  readonly contentBegan: boolean
}

/** As errors of the SMTP library tell it. */
interface Told {
  readonly code?: unknown
  /** What Node calls it. */
  readonly originalCode?: unknown
  readonly command?: unknown
  readonly response?: unknown
  readonly responseCode?: unknown
}

const longestAnswer = 1_000

/** Reads what ended a conversation. */
export function readOutcome(error: unknown, reached: Reached): Outcome {
  const told: Told = typeof error === 'object' && error !== null ? error : {}
  const step = stepOf(told, reached)
  if (typeof told.responseCode === 'number' && told.responseCode >= 400)
    return { kind: 'refused', step, code: told.responseCode, answer: answerText(told.response) }
  if (told.code === 'ESTREAM') return { kind: 'stopped', error }
  if (reached.contentBegan) return { kind: 'uncertain', step: 'content', failure: failureOf(error, told, step) }
  return { kind: 'unreached', step, failure: failureOf(error, told, step) }
}

function stepOf(told: Told, { step, contentBegan }: Reached): MailStep {
  const { command } = told
  if (contentBegan) return 'content'
  if (isInsecure(told)) return 'secure'
  if (command === 'RCPT TO') return 'recipient'
  if (command === 'DATA') return 'content'
  return step
}

/** No certificate that can be trusted, or no TLS at all; Node names these by what OpenSSL or it found. */
function isInsecure({ code, originalCode }: Told): boolean {
  return code === 'ETLS' || /CERT|SELF_SIGNED|UNABLE_TO|_SSL_|_TLS_|EPROTO/.test(String(originalCode ?? ''))
}

function failureOf(error: unknown, told: Told, step: MailStep): MailFailure {
  const { code } = told
  if (error instanceof FetchError)
    return error.failure === 'no_answer' || error.failure === 'too_large' ? 'no_connection' : error.failure
  if (code === 'ETIMEDOUT') return 'timed_out'
  if (isInsecure(told)) return 'no_security'
  if (code === 'EAUTH') return 'no_sign_in'
  return step === 'connect' ? 'no_connection' : 'closed'
}

/** One line, of a length that fits a page. */
export function answerText(response: unknown): string {
  return String(response ?? '')
    .replace(/[\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, longestAnswer)
}

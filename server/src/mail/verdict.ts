import type { Outcome } from './outcome.ts'

/** What is to be done after an attempt. */
export type Verdict =
  | { readonly state: 'sent' }
  /** For good; `suppress` when the address itself is wrong. */
  | { readonly state: 'failed'; readonly suppress: boolean }
  | { readonly state: 'uncertain'; readonly rest: true }
  /** Later: this mail, or all of the workspace's because the trouble is the server's. */
  | { readonly state: 'queued'; readonly later: 'mail' | 'server' | 'both' }

const serverSteps: readonly string[] = ['resolve', 'connect', 'secure', 'greet', 'sign_in']
/** The server goes away, whatever was asked (RFC 5321, 3.8). */
const goingAway = 421

/**
 * Decides by the stage and the code of RFC 5321. What goes wrong before a sender is named says nothing about the mail,
 * so even a lasting refusal there (a wrong password) keeps it waiting, and lets the server rest.
 */
export function verdictOf(outcome: Exclude<Outcome, { kind: 'stopped' }>): Verdict {
  switch (outcome.kind) {
    case 'accepted':
      return { state: 'sent' }
    case 'uncertain':
      return { state: 'uncertain', rest: true }
    case 'unreached':
      return { state: 'queued', later: serverSteps.includes(outcome.step) ? 'server' : 'both' }
    case 'refused':
      if (serverSteps.includes(outcome.step)) return { state: 'queued', later: 'server' }
      if (outcome.code === goingAway) return { state: 'queued', later: 'both' }
      if (outcome.code < 500) return { state: 'queued', later: 'mail' }
      return { state: 'failed', suppress: outcome.step === 'recipient' && isNoAddress(outcome.answer) }
  }
}

/** RFC 3463: no such mailbox, system or syntax, moved away without a new address, disabled; RFC 7505: takes no mail. */
const noAddress = new Set(['5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1'])
/** Without an enhanced code: mailbox unavailable, not local, name not allowed. */
const plainNoAddress = new Set(['550', '551', '553'])

/** Does a refusal of a recipient say that there is nobody, rather than that the mail is not wanted or there is no room? */
export function isNoAddress(answer: string): boolean {
  const [, code = '', enhanced] = /^(\d{3})[ -](?:(\d\.\d{1,3}\.\d{1,3})\b)?/.exec(answer) ?? []
  return enhanced ? noAddress.has(enhanced) : plainNoAddress.has(code)
}

const minute = 60_000
const steps = [1, 5, 15, 30, 60, 120, 240] as const
/** RFC 5321, 4.5.4.1: to give up takes at least four or five days. */
export const longestWait = 5 * 24 * 60 * minute

/** Milliseconds to wait after so many attempts in a row, from one minute to four hours. */
export function retryDelay(attempts: number): number {
  return (steps[Math.max(attempts, 1) - 1] ?? 240) * minute
}

const longestRest = 30 * minute

/** Milliseconds for which a server is left alone after so many failures in a row. */
export function restDelay(failures: number): number {
  return Math.min(retryDelay(failures), longestRest)
}

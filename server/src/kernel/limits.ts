import type { RequestRates } from '../platform/configuration.ts'
import { openRequestRate, type RequestRate, secondsUntilNext } from '../platform/request-rate.ts'
import { openTurns, type Turns } from '../platform/turns.ts'
import type { Actor } from './actor.ts'
import { Failure } from './failure.ts'

/** How much anybody may ask of this process, counted by it alone. */
export interface Limits {
  /** Requests of one person, by screen and by keys each; undefined without a limit. */
  readonly perAccount: RequestRate | undefined
  /** Requests from one address, whoever sends them; undefined without a limit. */
  readonly perAddress: RequestRate | undefined
  /** Requests that are much work, by account. */
  readonly heavy: Turns
}

/** Of one account, fewer than the exports of a process; a dashboard of many tiles asks for them all at once, so that the rest waits and is not refused. */
const heavyAtOnce = 3
const heavyWaiting = 100

export function openLimits({ perAccount, perAddress }: RequestRates): Limits {
  return {
    perAccount: perAccount ? openRequestRate(perAccount) : undefined,
    perAddress: perAddress ? openRequestRate(perAddress) : undefined,
    heavy: openTurns(heavyAtOnce, heavyWaiting),
  }
}

/** By screen or by keys: a program that goes wild does not shut its person out. */
export function accountOf({ workspaceId, userId, through }: Actor): string {
  return `${workspaceId}${userId}${through}`
}

/** @throws Failure 429 `too_many_requests` with the seconds to wait and the requests allowed in a minute */
export function takeRequest(rate: RequestRate | undefined, who: string): void {
  if (!rate) return
  const left = rate.take(who)
  if (left >= 0) return
  const seconds = secondsUntilNext(rate, left)
  throw new Failure(429, 'too_many_requests', { details: { seconds, perMinute: rate.perMinute } })
}

/**
 * Waits until an account may begin what is much work.
 * @returns what ends it
 * @throws Failure 429 `too_many_requests` when a hundred of its requests wait already
 */
export async function takeTurn({ heavy }: Limits, actor: Actor, signal: AbortSignal): Promise<() => void> {
  const end = await heavy.take(accountOf(actor), signal)
  if (!end) throw new Failure(429, 'too_many_requests', { details: { seconds: 10 } })
  return end
}

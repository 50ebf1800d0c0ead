import { longestDelay } from './retry-delay.ts'

const askingStatuses: ReadonlySet<number> = new Set([429, 503])

/**
 * How long an address asks to be left alone: `Retry-After` of RFC 9110 §10.2.3, seconds or a date.
 * @param now the real time, by which the date was written
 * @returns milliseconds, no more than the longest pause between two attempts; 0 when it asks for nothing, or not with 429
 *   or 503
 */
export function askedDelay(status: number, retryAfter: string | undefined, now: Date): number {
  if (!askingStatuses.has(status) || retryAfter === undefined) return 0
  const text = retryAfter.trim()
  const milliseconds = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - now.getTime()
  return Number.isNaN(milliseconds) ? 0 : Math.min(Math.max(milliseconds, 0), longestDelay)
}

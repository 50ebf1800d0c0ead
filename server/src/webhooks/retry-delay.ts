/** Minutes before the second attempt, the third, and so on; with the first eight attempts in just under a day. */
const delays = [1, 5, 30, 120, 300, 480, 480]
const minute = 60_000

/** The longest pause between two attempts, in milliseconds. */
export const longestDelay = Math.max(...delays) * minute

/**
 * How long to wait after an attempt that failed.
 * @param attempts those made so far, 1 or more
 * @returns milliseconds; undefined when it was the last
 */
export function retryDelay(attempts: number): number | undefined {
  const minutes = delays[attempts - 1]
  return minutes === undefined ? undefined : minutes * minute
}

const longestRest = 30

/**
 * How long an address rests after a round of attempts in which one failed: what waits for it does not cost all others
 * their place.
 * @param failures attempts in a row that failed
 * @returns milliseconds, half an hour at most
 */
export function restAfter(failures: number): number {
  return Math.min(failures, longestRest) * minute
}

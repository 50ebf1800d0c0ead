import { replaceEqualDeep } from '@tanstack/react-query'

const times = new WeakMap<object, number>()

/** Notes that an answer is one of before. @param at when the server gave it, in milliseconds since 1970 */
export function noteAge(answer: unknown, at: number): void {
  if (typeof answer === 'object' && answer !== null) times.set(answer, at)
}

/**
 * When the server gave what a query holds, in milliseconds since 1970: of several pages the oldest; undefined where all of
 * it came over the network.
 */
export function answeredAt(data: unknown): number | undefined {
  const known = answersIn(data).flatMap((answer) => times.get(answer) ?? [])
  return known.length > 0 ? Math.min(...known) : undefined
}

function answersIn(data: unknown): readonly object[] {
  if (typeof data !== 'object' || data === null) return []
  return 'pages' in data && Array.isArray(data.pages) ? data.pages : [data]
}

/**
 * What a query holds when an answer comes: parts that are as before stay the same objects, so that only what has changed
 * is drawn again. Where one of both is of before, the answer stays as it came: a copy of it would tell no age, and the
 * object of before a wrong one.
 */
export function withAge(before: unknown, answer: unknown): unknown {
  const isOld = answeredAt(before) !== undefined || answeredAt(answer) !== undefined
  return isOld ? answer : replaceEqualDeep(before, answer)
}

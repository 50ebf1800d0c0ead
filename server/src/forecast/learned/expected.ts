/** What is expected, and within which bounds it comes eight times in ten; minor units of the base currency. */
export interface Expected {
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** What the expected is made of: won already, of deals that are open, and of deals yet to be opened. */
export interface Composed extends Expected {
  readonly won: number
  readonly open: number
  readonly fresh: number
}

/** Bounds from draws, which it sorts; the mean from what it is made of, so that parts add up to the whole. */
export function expectedOf(drawn: Float64Array, parts: Pick<Composed, 'won' | 'open' | 'fresh'>): Composed {
  drawn.sort()
  const at = (share: number) => drawn[Math.min(drawn.length - 1, Math.floor(share * drawn.length))] ?? 0
  return { mean: parts.won + parts.open + parts.fresh, p10: at(0.1), p50: at(0.5), p90: at(0.9), ...parts }
}

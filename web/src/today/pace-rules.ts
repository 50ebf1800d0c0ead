/** How long each entry of a day took, in seconds; kept in this browser, shown to nobody else. */
export interface Pace {
  /** ISO date */
  readonly day: string
  readonly seconds: readonly number[]
}

/** Longer than this, somebody was called away. */
const longest = 15 * 60

/** Adds an entry; one of another day begins anew, one of a quarter of an hour is left out. */
export function withEntry(pace: Pace, day: string, seconds: number): Pace {
  const before = pace.day === day ? pace.seconds : []
  return seconds > longest ? { day, seconds: before } : { day, seconds: [...before, seconds] }
}

/** Takes an entry back that was undone; of another day there is none left. */
export function withoutEntry(pace: Pace, day: string, seconds: number): Pace {
  const at = pace.day === day ? pace.seconds.lastIndexOf(seconds) : -1
  return at < 0 ? pace : { day, seconds: pace.seconds.toSpliced(at, 1) }
}

/** The middle of the times, undefined without any. */
export function medianOf(seconds: readonly number[]): number | undefined {
  const sorted = seconds.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.floor((sorted.length - 1) / 2)]
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2
}

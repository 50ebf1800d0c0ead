import { isIPv6 } from 'node:net'

/** So many requests in each minute; as many at once, if none came before. */
export type RatePerMinute = number

/** Counts requests by whom they are from. */
export interface RequestRate {
  readonly perMinute: RatePerMinute
  /**
   * Takes a request of somebody.
   * @returns how many more may come at once; less than zero when this one came too early, by so many requests
   */
  take(who: string): number
}

interface Bucket {
  /** Requests that may still come, as of `at`. */
  left: number
  at: number
}

const minute = 60_000
/** So many are remembered at least; who was not seen while so many others were begins anew. */
const mostRemembered = 50_000

/**
 * Token buckets, counted by this process alone: one fills up within a minute and is emptied by a request at a time. One that
 * nobody took from for a minute is full and may be forgotten, which happens by whole generations so that it costs nothing.
 */
export function openRequestRate(perMinute: RatePerMinute, now: () => number = () => performance.now()): RequestRate {
  let recent = new Map<string, Bucket>()
  let before = new Map<string, Bucket>()
  const bucketOf = (who: string, at: number): Bucket => {
    const known = recent.get(who)
    if (known) return known
    if (recent.size >= mostRemembered) [recent, before] = [new Map(), recent]
    const bucket = before.get(who) ?? { left: perMinute, at }
    recent.set(who, bucket)
    return bucket
  }
  return {
    perMinute,
    take(who) {
      const at = now()
      const bucket = bucketOf(who, at)
      const filled = Math.min(perMinute, bucket.left + ((at - bucket.at) / minute) * perMinute)
      // What is refused takes nothing: who goes on asking is let in as soon as who waited.
      bucket.left = filled >= 1 ? filled - 1 : filled
      bucket.at = at
      return filled - 1
    },
  }
}

/** Seconds until somebody may come again who came too early. @param left as `take` gave it, less than zero */
export function secondsUntilNext({ perMinute }: RequestRate, left: number): number {
  return Math.max(1, Math.ceil((-left / perMinute) * (minute / 1_000)))
}

/** Who an address belongs to: in IPv6 everybody has a network of 64 bits, and all the addresses in it. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.split('::')
  const first = head.split(':')
  const missing = tail === undefined ? 0 : 8 - first.length - tail.split(':').length
  return [...first, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...(tail?.split(':') ?? [])]
    .slice(0, 4)
    .map((part) => Number.parseInt(part || '0', 16).toString(16))
    .join(':')
}

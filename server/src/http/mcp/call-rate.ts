/** So many messages of one key in each minute, counted by this process. */
const mostInAMinute = 120
const minute = 60_000
const mostKeys = 10_000

/**
 * Counts the messages of keys.
 * @returns the seconds that a key has to wait; 0 when it may go on
 */
export function callRate(now: () => number = () => performance.now()): (keyId: string) => number {
  const windows = new Map<string, { readonly from: number; count: number }>()
  return (keyId) => {
    const at = now()
    const known = windows.get(keyId)
    const window = known && at - known.from < minute ? known : { from: at, count: 0 }
    window.count += 1
    if (windows.size >= mostKeys) windows.clear()
    windows.set(keyId, window)
    return window.count > mostInAMinute ? Math.ceil((window.from + minute - at) / 1_000) : 0
  }
}

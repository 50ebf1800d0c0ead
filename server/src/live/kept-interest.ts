import type { LiveChanges, LiveInterest } from '@tendero/model/api'
import { recordsToldOf, together, withoutShut } from './interest.ts'

/** The records among those asked about that may still be seen. */
type Look = (records: LiveInterest['records']) => Promise<LiveInterest['records']>

/**
 * An interest as long as a window is open. A change may have given a record another owner or team, or ended a share: what was
 * told of is looked at again, at most once in so many milliseconds, and what may not be seen any more is told of no longer.
 * The window itself learns it by reading again.
 * @param failed when looking fails
 */
export function keepInterest(first: LiveInterest, look: Look, milliseconds: number, failed: () => void) {
  let interest = first
  let waiting: LiveChanges | undefined
  let timer: NodeJS.Timeout | undefined
  const lookAt = (changes: LiveChanges): void => {
    const looked = recordsToldOf(changes)
    if (Object.keys(looked).length === 0) return
    look(looked).then((seen) => {
      interest = withoutShut(interest, looked, seen)
    }, failed)
    timer = setTimeout(() => {
      timer = undefined
      const next = waiting
      waiting = undefined
      if (next) lookAt(next)
    }, milliseconds)
  }
  return {
    current: () => interest,
    told(changes: LiveChanges): void {
      if (timer === undefined) lookAt(changes)
      else waiting = waiting ? together(waiting, changes) : changes
    },
    stop: () => clearTimeout(timer),
  }
}

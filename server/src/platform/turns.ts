/** Work that everybody may have a little of at once; the rest of it waits for its turn. */
export interface Turns {
  /**
   * Waits for a turn.
   * @param signal ends the waiting, of somebody who went away
   * @returns what ends the turn, or nothing when too many of theirs wait already
   */
  take(who: string, signal: AbortSignal): Promise<(() => void) | undefined>
  /** Of everybody together. */
  counts(): { readonly running: number; readonly waiting: number }
}

interface Line {
  running: number
  readonly waiting: Set<() => void>
}

/** @param atOnce of one, running  @param most of one, waiting */
export function openTurns(atOnce: number, most: number): Turns {
  const lines = new Map<string, Line>()
  const end = (who: string, line: Line) => {
    const [next] = line.waiting
    // The turn goes over to who waits, so that nobody comes in between.
    if (next) return next()
    line.running -= 1
    if (line.running === 0) lines.delete(who)
  }
  return {
    async take(who, signal) {
      const line = lines.get(who) ?? { running: 0, waiting: new Set() }
      lines.set(who, line)
      if (line.running < atOnce) line.running += 1
      else if (line.waiting.size >= most) return undefined
      else await nextIn(line, signal)
      let ended = false
      return () => {
        if (!ended) end(who, line)
        ended = true
      }
    },
    counts: () => ({
      running: [...lines.values()].reduce((sum, { running }) => sum + running, 0),
      waiting: [...lines.values()].reduce((sum, { waiting }) => sum + waiting.size, 0),
    }),
  }
}

function nextIn({ waiting }: Line, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      waiting.delete(go)
      reject(signal.reason)
    }
    const go = () => {
      waiting.delete(go)
      signal.removeEventListener('abort', leave)
      resolve()
    }
    waiting.add(go)
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
}

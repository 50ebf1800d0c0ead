import { useEffect, useState } from 'react'
import { answeredAt } from '../kernel/answer-age.ts'
import { keys, queryClient } from '../kernel/queries.ts'

const notData = new Set<unknown>([keys.session[0], keys.metadata[0], keys.setup[0]])
const settleMilliseconds = 100

/** When the server gave the oldest of what is on the screen, in milliseconds since 1970. */
function shownAsOf(): number | undefined {
  const times = queryClient
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey, state }) => !notData.has(queryKey[0]) && Boolean(state.data) })
    .map(({ state }) => answeredAt(state.data) ?? state.dataUpdatedAt)
  return times.length > 0 ? Math.min(...times) : undefined
}

/** As of when the screen is, as long as there is no network. */
export function useAsOf(isReached: boolean): number | undefined {
  const [at, setAt] = useState<number | undefined>()
  useEffect(() => {
    if (isReached) return setAt(undefined)
    let settling: ReturnType<typeof setTimeout> | undefined
    const look = (): void => {
      clearTimeout(settling)
      settling = setTimeout(() => setAt(shownAsOf()), settleMilliseconds)
    }
    look()
    const unsubscribe = queryClient.getQueryCache().subscribe(look)
    return () => {
      unsubscribe()
      clearTimeout(settling)
    }
  }, [isReached])
  return at
}

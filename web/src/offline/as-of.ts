import { useEffect, useState } from 'react'
import { keys, queryClient } from '../kernel/queries.ts'
import { answeredAt } from '../kernel/seen.ts'

const notData = new Set<unknown>([keys.session[0], keys.metadata[0], keys.setup[0]])
const settleMilliseconds = 100

/** When the server gave the oldest of what is on the screen, in milliseconds since 1970. */
function shownAsOf(): number | undefined {
  const times = queryClient
    .getQueryCache()
    .findAll({ type: 'active', predicate: ({ queryKey, state }) => !notData.has(queryKey[0]) && Boolean(state.data) })
    .map(({ state }) => Math.min(...answersIn(state.data).flatMap((one) => answeredAt(one) ?? []), state.dataUpdatedAt))
  return times.length > 0 ? Math.min(...times) : undefined
}

/** What a query holds, and its pages. */
function answersIn(data: unknown): readonly unknown[] {
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : undefined
  return Array.isArray(pages) ? pages : [data]
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

import { hashKey, InfiniteQueryObserver } from '@tanstack/react-query'
import type { MetadataObject } from '@tendero/model/api'
import { useCallback, useEffect, useReducer, useRef } from 'react'
import { pagesOf, rowsOf } from '../../../kernel/pages.ts'
import { keys, queryClient } from '../../../kernel/queries.ts'
import { listQuery } from '../list-data.ts'
import type { RowGroup } from './group-data.ts'
import type { LoadedRows } from './group-lines.ts'

interface Observed {
  /** Reads what comes next, unless it is on its way. */
  more(): void
  again(): void
  end(): void
}

/** Begins to show a group's rows: what is not there yet, or is too old, is fetched. */
function observe(object: MetadataObject, { query }: RowGroup): Observed {
  const observer = new InfiniteQueryObserver(queryClient, listQuery(object, query))
  const end = observer.subscribe(() => {})
  return {
    more() {
      const { data, hasNextPage, isFetching } = observer.getCurrentResult()
      if (data && hasNextPage && !isFetching) void observer.fetchNextPage()
    },
    again: () => void observer.refetch(),
    end,
  }
}

/** What is loaded of a group; undefined for nothing yet. */
function loadedOf(object: MetadataObject, { query }: RowGroup): LoadedRows | undefined {
  const state = queryClient.getQueryCache().get(hashKey(keys.list(object.name, query)))?.state
  if (!state || (state.data === undefined && state.status !== 'error')) return undefined
  return { rows: rowsOf(state.data), more: pagesOf(state.data).at(-1)?.next != null, failed: state.status === 'error' }
}

/**
 * The rows of a list's groups, each a list of its own that is read page after page. Only the groups in sight are kept up
 * to date, as if they were lists on the screen; of the others what was loaded stays for a while.
 */
export function useGroupRows(object: MetadataObject) {
  const observed = useRef(new Map<RowGroup, Observed>())
  const [changes, changed] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    const shown = observed.current
    return () => {
      for (const one of shown.values()) one.end()
      shown.clear()
    }
  }, [])
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe((event) => {
        const settles = event.type === 'updated' && ['success', 'error'].includes(event.action.type)
        const [kind, name] = event.query.queryKey
        if ((settles || event.type === 'removed') && kind === 'list' && name === object.name) changed()
      }),
    [object],
  )
  return {
    /** What is loaded of a group: another function whenever that changed. */
    // biome-ignore lint/correctness/useExhaustiveDependencies: the rows lie outside of React, which only knows of changes
    loaded: useCallback((group: RowGroup) => loadedOf(object, group), [object, changes]),
    /** Says which groups are in sight, and of which the rows come to an end. */
    show: useCallback(
      (groups: ReadonlySet<RowGroup>, ending: ReadonlySet<RowGroup>) => {
        for (const [group, { end }] of observed.current)
          if (!groups.has(group)) {
            end()
            observed.current.delete(group)
          }
        for (const group of groups)
          if (!observed.current.has(group)) observed.current.set(group, observe(object, group))
        for (const group of ending) observed.current.get(group)?.more()
      },
      [object],
    ),
    again: useCallback((group: RowGroup) => observed.current.get(group)?.again(), []),
  }
}

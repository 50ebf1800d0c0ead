import type { ListQuery, MetadataObject } from '@tendero/model/api'
import { useCallback, useEffect, useRef, useState } from 'react'
import { failed } from '../../design/notices.tsx'
import { queryClient } from '../../kernel/queries.ts'
import { listQuery, type Pages, readPage, type Turn } from './list-data.ts'

/** Where a list is read from: its start, its end, or a value of its order. */
export type Anchor = 'start' | 'end' | { readonly from: string }

interface Anchored {
  readonly list: string
  readonly anchor: Anchor
}

/** Of the list that was seen last, so that one comes back to the same rows. */
let last: Anchored | undefined

/** A list that is read from a value is shown with what stands above it. */
const rowsAbove: Turn = { back: true, cursor: null }

/** The query of a list that is read from somewhere. */
export function anchoredQuery(query: ListQuery, anchor: Anchor): ListQuery {
  if (anchor === 'start') return query
  return anchor === 'end' ? { ...query, fromEnd: true } : { ...query, from: anchor.from }
}

/**
 * Where a list is read from, and how to read it from elsewhere: the rows are fetched before they are shown. Where
 * nothing comes from a value on, the list is shown from its end. @param list names the list
 */
export function useAnchor(object: MetadataObject, query: ListQuery, list: string) {
  const [known, setKnown] = useState<Anchored>(() => (last?.list === list ? last : { list, anchor: 'start' }))
  const anchor = known.list === list ? known.anchor : 'start'
  useEffect(() => {
    last = { list, anchor }
    setKnown((before) => (before.list === list ? before : { list, anchor: 'start' }))
  }, [list, anchor])
  const latest = useRef(0)
  const seek = useCallback(
    async (wanted: Anchor): Promise<Anchor | undefined> => {
      latest.current += 1
      const turn = latest.current
      try {
        const there = anchoredQuery(query, wanted)
        const { queryKey } = listQuery(object, there)
        // What was kept of it may be many pages, and old.
        queryClient.removeQueries({ queryKey, exact: true, type: 'inactive' })
        const [data, above] = await Promise.all([
          queryClient.fetchInfiniteQuery(listQuery(object, there)),
          typeof wanted === 'object' ? readPage(object, there, rowsAbove) : undefined,
        ])
        // Meanwhile somebody went on typing.
        if (turn !== latest.current) return undefined
        if (above && data.pages.every(({ items }) => items.length === 0)) return seek('end')
        if (above)
          queryClient.setQueryData<Pages>(queryKey, (known) =>
            known && !known.pageParams.some(({ back }) => back)
              ? { pages: [above, ...known.pages], pageParams: [rowsAbove, ...known.pageParams] }
              : known,
          )
        setKnown({ list, anchor: wanted })
        return wanted
      } catch (error) {
        failed(error)
        return undefined
      }
    },
    [object, query, list],
  )
  return { anchor, seek }
}

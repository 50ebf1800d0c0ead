import type { AnyRecord, ListQuery, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { useEffect } from 'react'
import { fieldOf } from '../../kernel/metadata.ts'
import { rowsOf } from '../../kernel/pages.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { withRuleFields } from '../field-states.ts'
import { overBy } from '../is-over.ts'
import { useRecordPages } from '../record-pages.ts'
import type { Span } from './span.ts'
import type { Days } from './time-window.ts'

const pageSize = 200
/** Pages that are loaded; of more it is only said how many there are. */
const mostPages = 3

/** What is asked of the server: records that last at some time between the days, in the order in which they begin. */
export function spanQuery(
  object: MetadataObject,
  { start, end }: Span,
  { from, until }: Days,
  { filter, q }: ViewSearch,
): ListQuery {
  const during: readonly Filter[] = [
    { field: start.name, op: 'less', value: until },
    {
      or: [
        { field: end.name, op: 'at_least', value: from },
        { field: end.name, op: 'is_empty' },
      ],
    },
  ]
  const wanted = [object.title, 'owner', start.name, end.name, ...overBy]
  return withRuleFields(object, {
    filter: { and: filter ? [filter, ...during] : during },
    search: q,
    sort: [start.name],
    fields: [...new Set(wanted)].filter((name) => fieldOf(object, name) !== undefined),
    limit: pageSize,
    count: true,
  })
}

export interface SpannedRecords {
  readonly records: readonly AnyRecord[]
  /** How many there are besides. */
  readonly more: number
  readonly pending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

export function useSpanned(object: MetadataObject, query: ListQuery): SpannedRecords {
  const list = useRecordPages(object, query, true)
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const loaded = data?.pages.length ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && loaded < mostPages) void fetchNextPage()
  }, [hasNextPage, isFetching, loaded, fetchNextPage])
  const records = rowsOf(data)
  const count = data?.pages[0]?.count?.value ?? 0
  return {
    records,
    more: loaded >= mostPages && hasNextPage ? Math.max(0, count - records.length) : 0,
    pending: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
  }
}

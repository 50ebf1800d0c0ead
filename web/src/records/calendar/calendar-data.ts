import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { addDays, dayIn, instantOf, localTime } from '@tendero/model/calendar'
import { useEffect, useMemo } from 'react'
import { recordsOf } from '../../kernel/api.ts'
import { useFormat } from '../../kernel/format.ts'
import { rowsOf } from '../../kernel/pages.ts'
import { keys } from '../../kernel/queries.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { useRecordPages } from '../record-pages.ts'
import { between, daysQuery, type Month } from './calendar-shape.ts'

/** Pages that a month loads; of a fuller one the cells only say how many there are, and a day shows its own when opened. */
const mostPages = 3

/** The records of a month by day, and how many there are on each. */
export interface MonthRecords {
  readonly onDay: (day: string) => readonly AnyRecord[]
  readonly countOn: (day: string) => number
  readonly pending: boolean
  readonly error: Error | null
  readonly retry: () => void
}

export function useMonth(
  object: MetadataObject,
  field: MetadataField,
  { days }: Month,
  search: ViewSearch,
): MonthRecords {
  const dayOf = useDayOf(field)
  const range = [days[0] ?? '', addDays(days.at(-1) ?? '', 1)] as const
  const list = useRecordPages(object, daysQuery(object, field, range, search), true)
  const { data, hasNextPage, isFetching, fetchNextPage } = list
  const loaded = data?.pages.length ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetching && loaded < mostPages) void fetchNextPage()
  }, [hasNextPage, isFetching, loaded, fetchNextPage])

  const group = `${field.name}:day`
  const query = { group: [group], measures: ['count'], filter: between(field, range, search.filter) }
  const counted = useQuery({
    queryKey: keys.aggregate(object.name, query),
    queryFn: () => recordsOf(object.collection).aggregate(query),
    // Words that are searched for are not counted by day; then what is loaded stands.
    enabled: hasNextPage && search.q === undefined,
  })
  const byDay = useMemo(() => {
    const found = new Map<string, AnyRecord[]>()
    for (const record of rowsOf(data)) {
      const day = dayOf(record)
      if (day !== undefined) found.set(day, [...(found.get(day) ?? []), record])
    }
    return found
  }, [data, dayOf])
  const counts = new Map(
    hasNextPage ? counted.data?.groups.map(({ keys: [day], measures }) => [String(day), Number(measures.count)]) : [],
  )
  return {
    onDay: (day) => byDay.get(day) ?? [],
    countOn: (day) => Math.max(counts.get(day) ?? 0, byDay.get(day)?.length ?? 0),
    pending: list.isPending,
    error: list.error,
    retry: () => void list.refetch(),
  }
}

/** The day on which a record stands in the calendar of a field. */
export function useDayOf({ name, kind, result = kind }: MetadataField): (record: AnyRecord) => string | undefined {
  const { timeZone } = useFormat()
  return useMemo(
    () => (record) => {
      const value = record[name]
      if (typeof value !== 'string') return undefined
      return result === 'dateTime' ? dayIn(timeZone, new Date(value)) : value
    },
    [name, result, timeZone],
  )
}

/** What a record's field holds when it is put on another day, at its time of day. */
export function useValueOn(): (record: AnyRecord, field: MetadataField, day: string) => string {
  const { timeZone } = useFormat()
  return (record, { name, kind }, day) => {
    if (kind === 'date') return day
    const time = localTime(timeZone, new Date(String(record[name]))).slice(10)
    return instantOf(timeZone, `${day}${time}`).toISOString()
  }
}

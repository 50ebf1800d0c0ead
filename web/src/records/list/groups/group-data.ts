import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type {
  AggregateGroup,
  AggregateQuery,
  AggregateResult,
  ListQuery,
  MetadataField,
  MetadataObject,
} from '@tendero/model/api'
import { useMemo } from 'react'
import { recordsOf } from '../../../kernel/api.ts'
import { type Format, useFormat } from '../../../kernel/format.ts'
import { useWords } from '../../../kernel/language.ts'
import { keys } from '../../../kernel/queries.ts'
import { useSession } from '../../../kernel/session.ts'
import { both } from '../../board/board-filter.ts'
import { withRuleFields } from '../../field-states.ts'
import { useRecordWords } from '../../words.ts'
import { queryOf, type View } from '../use-view.ts'
import { daysOf, type Grouping, type GroupKey, groupFilter, visibleText } from './grouping.ts'

/** Sums by the names of fields, as the server wrote them. */
export type Sums = Readonly<Record<string, number | string | null>>

/** Rows of a list that have a value in common. */
export interface RowGroup {
  /** What it is known by among the groups of its list. */
  readonly id: string
  readonly key: GroupKey
  readonly title: string
  /** How many records it has, loaded or not. */
  readonly count: number
  readonly sums: Sums
  /** How its rows are asked for; how many they are, the groups tell. */
  readonly query: ListQuery
}

export interface RowGroups {
  /** Those that were read so far: they come page after page. */
  readonly groups: readonly RowGroup[]
  /** How many there are, read or not. */
  readonly groupCount: number
  readonly rest: GroupRest
  /** Reads the next of them, unless they are on their way. */
  readonly readRest: () => void
  /** Of all groups together. */
  readonly count: number
  readonly sums: Sums
  readonly currency: string
  readonly pending: boolean
  /** The groups are still those of before. */
  readonly busy: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** Are there groups that were not read yet, and could they not be? */
export type GroupRest = 'none' | 'waiting' | 'failed'

/** Groups that are read at once. */
const pageSize = 500

/** The server works out so many measures at most; one of them is the count. */
const mostSums = 9

/** The columns that are summed over a group. */
export function summedColumns(columns: readonly MetadataField[]): readonly MetadataField[] {
  return columns.filter(({ aggregates }) => aggregates.includes('sum')).slice(0, mostSums)
}

/** The groups of a list with their counts and sums, of all records that the reader may see. */
export function useRowGroups(object: MetadataObject, view: View, grouping: Grouping): RowGroups {
  const { search, columns } = view
  const base = useMemo(() => withRuleFields(object, queryOf(object, search)), [object, search])
  const measures = useMemo(() => ['count', ...summedColumns(columns).map(({ name }) => `sum:${name}`)], [columns])
  const asked = { measures, filter: base.filter, search: base.search }
  const descending = view.sort?.field === grouping.field.name && view.sort.down
  const byGroup = useGroupPages(object, { ...asked, group: [grouping.name], descending })
  const total = useSums(object, { ...asked, group: [] })
  const names = useGroupNames(grouping)
  const { workspace } = useSession()
  const groups = useMemo(
    () =>
      (byGroup.data?.pages ?? []).flatMap((page) =>
        page.groups.map((group): RowGroup => {
          const key = group.keys[0] ?? null
          const filter = both(base.filter, groupFilter(grouping, key, workspace.timeZone))
          const title = names(key, group.titles[0] ?? null)
          return { id: JSON.stringify(key), key, title, ...figuresOf(group), query: { ...base, filter, count: false } }
        }),
      ),
    [byGroup.data, grouping, base, names, workspace.timeZone],
  )
  const { hasNextPage, isFetching, isFetchNextPageError, fetchNextPage } = byGroup
  const of = total.data?.groups[0]
  const all = useMemo(() => (of ? figuresOf(of) : { count: 0, sums: {} }), [of])
  return {
    groups,
    groupCount: byGroup.data?.pages[0]?.count ?? 0,
    rest: hasNextPage ? (isFetchNextPageError ? 'failed' : 'waiting') : 'none',
    readRest: () => {
      if (hasNextPage && !isFetching) void fetchNextPage()
    },
    ...all,
    currency: byGroup.data?.pages[0]?.currency ?? workspace.baseCurrency,
    pending: byGroup.isPending,
    busy: byGroup.isPlaceholderData,
    error: byGroup.error,
    retry: () => void byGroup.refetch(),
  }
}

function useGroupPages(object: MetadataObject, query: AggregateQuery) {
  const paged = { ...query, limit: pageSize }
  return useInfiniteQuery<
    AggregateResult,
    Error,
    InfiniteData<AggregateResult>,
    ReturnType<typeof keys.aggregate>,
    string | undefined
  >({
    queryKey: keys.aggregate(object.name, paged),
    queryFn: ({ pageParam }) => recordsOf(object.collection).aggregate({ ...paged, cursor: pageParam }),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  })
}

function useSums(object: MetadataObject, query: AggregateQuery) {
  return useQuery<AggregateResult>({
    queryKey: keys.aggregate(object.name, query),
    queryFn: () => recordsOf(object.collection).aggregate(query),
    placeholderData: keepPreviousData,
  })
}

function figuresOf({ measures }: AggregateGroup): Pick<RowGroup, 'count' | 'sums'> {
  const sums = Object.entries(measures).flatMap(([name, value]) =>
    name.startsWith('sum:') ? [[name.slice('sum:'.length), value]] : [],
  )
  return { count: Number(measures.count ?? 0), sums: Object.fromEntries(sums) }
}

/** How the groups are called. */
function useGroupNames(grouping: Grouping): (key: GroupKey, title: string | null) => string {
  const format = useFormat()
  const { common } = useWords()
  const { groups: words } = useRecordWords()
  return useMemo(() => {
    const { field, part } = grouping
    return (key, title) => {
      if (key === null) return words.without(field.label)
      if (typeof key === 'boolean') return key ? common.yes : common.no
      if (part) return words[part](periodName(format, part, String(key)))
      if (field.object) return title ?? common.unknown
      const choice = field.choices?.find(({ value }) => value === key)
      return choice?.label ?? (typeof key === 'number' ? format.number(key) : visibleText(key))
    }
  }, [grouping, format, common, words])
}

function periodName(format: Format, part: NonNullable<Grouping['part']>, key: string): string {
  const [from] = daysOf(part, key)
  switch (part) {
    case 'day':
    case 'week':
      return format.day(from)
    case 'month':
      return format.month(from)
    case 'quarter':
    case 'year':
      return key
  }
}

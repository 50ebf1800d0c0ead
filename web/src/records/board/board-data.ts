import type { InfiniteData } from '@tanstack/react-query'
import type { AggregateQuery, AggregateResult, AnyRecord, ListQuery, MetadataObject, Page } from '@tendero/model/api'
import { withRows } from '../../kernel/pages.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import type { BoardColumn } from './board-columns.ts'
import { type BoardValue, boardValue } from './board-sums.ts'

const pageSize = 25

/** What is asked of the server for the cards of a column. */
export function cardsQuery(
  column: Pick<BoardColumn, 'filter'>,
  { search, sort, fields }: Pick<ListQuery, 'search' | 'sort' | 'fields'>,
): ListQuery {
  return { filter: column.filter, search, sort, fields, limit: pageSize }
}

type Cards = InfiniteData<Page>

function withoutCard(data: Cards | undefined, id: string): Cards | undefined {
  return withRows(data, (rows) => rows.filter((row) => row.id !== id))
}

function withCard(data: Cards | undefined, record: AnyRecord): Cards | undefined {
  if (!data) return data
  const [first, ...others] = withoutCard(data, record.id)?.pages ?? []
  return first && { ...data, pages: [{ ...first, items: [record, ...first.items] }, ...others] }
}

export interface CardMove {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly from: ListQuery
  readonly to: ListQuery
  readonly totals: AggregateQuery
  /** What it gets by going there, by the names of fields: the column's value, and the lane's. */
  readonly values: Readonly<Record<string, BoardValue>>
  /** The groups of the totals that it goes from and to. */
  readonly groups: Readonly<Record<'from' | 'to', readonly BoardValue[]>>
  /** Name of the money field that is summed. */
  readonly money: string | undefined
}

/** Shows a card in its new column and in the totals before the server answers; gives what takes that back. */
export function showMoved({ object, record, from, to, totals, values, groups, money }: CardMove): () => void {
  const fromKey = keys.list(object.name, from)
  const toKey = keys.list(object.name, to)
  const totalsKey = keys.aggregate(object.name, totals)
  const before = {
    from: queryClient.getQueryData<Cards>(fromKey),
    to: queryClient.getQueryData<Cards>(toKey),
    totals: queryClient.getQueryData<AggregateResult>(totalsKey),
  }
  for (const queryKey of [fromKey, toKey, totalsKey]) void queryClient.cancelQueries({ queryKey })
  queryClient.setQueryData<Cards>(fromKey, (data) => withoutCard(data, record.id))
  queryClient.setQueryData<Cards>(toKey, (data) => withCard(data, { ...record, ...values }))
  queryClient.setQueryData<AggregateResult>(totalsKey, (data) => data && shifted(data, record, { ...groups, money }))
  return () => {
    queryClient.setQueryData(fromKey, before.from)
    queryClient.setQueryData(toKey, before.to)
    queryClient.setQueryData(totalsKey, before.totals)
  }
}

/** What the server answered stands on the card; the totals are asked again. */
export function confirmMoved({ object, to, totals }: CardMove, record: AnyRecord): void {
  queryClient.setQueryData<Cards>(keys.list(object.name, to), (data) => replaced(data, record))
  queryClient.setQueryData(keys.record(object.name, record.id), record)
  void queryClient.invalidateQueries({ queryKey: keys.aggregate(object.name, totals) })
  void queryClient.invalidateQueries({ queryKey: keys.timelines(object.name, record.id) })
  void queryClient.invalidateQueries({ queryKey: ['related', object.name] })
  void queryClient.invalidateQueries({ queryKey: keys.today })
}

function replaced(data: Cards | undefined, record: AnyRecord): Cards | undefined {
  return withRows(data, (rows) => rows.map((row) => (row.id === record.id ? { ...row, ...record } : row)))
}

interface Shift {
  readonly from: readonly BoardValue[]
  readonly to: readonly BoardValue[]
  readonly money: string | undefined
}

/** Totals after a card went from one group to another; only amounts in the base currency can be told beforehand. */
export function shifted(totals: AggregateResult, record: AnyRecord, { from, to, money }: Shift): AggregateResult {
  const amount = money ? minorIn(record[money], totals.currency) : 0
  const changed = (group: AggregateResult['groups'][number], sign: 1 | -1) => ({
    ...group,
    measures: {
      ...group.measures,
      count: Number(group.measures.count ?? 0) + sign,
      ...(money ? { [`sum:${money}`]: Number(group.measures[`sum:${money}`] ?? 0) + sign * amount } : {}),
    },
  })
  const groups = totals.groups.map((group) => {
    if (isGroup(group, from)) return changed(group, -1)
    return isGroup(group, to) ? changed(group, 1) : group
  })
  const isNew = !totals.groups.some((group) => isGroup(group, to))
  return {
    ...totals,
    groups: isNew ? [...groups, changed({ keys: to, titles: to.map(() => null), measures: {} }, 1)] : groups,
  }
}

function isGroup({ keys }: AggregateResult['groups'][number], values: readonly BoardValue[]): boolean {
  return values.every((value, place) => boardValue(keys[place]) === value)
}

function minorIn(raw: unknown, currency: string): number {
  if (typeof raw !== 'object' || raw === null || !('minor' in raw) || !('currency' in raw)) return 0
  return raw.currency === currency && typeof raw.minor === 'number' ? raw.minor : 0
}

import type { InfiniteData, Query } from '@tanstack/react-query'
import type { LiveChanges, Page } from '@tendero/model/api'
import { recordsOf } from '../api.ts'
import { loadedCatalogue } from '../metadata.ts'
import { pagesFetchedAgain, pagesOf, rowsOf, withRows } from '../pages.ts'
import { keys, queryClient } from '../queries.ts'
import { isOwnOperation } from '../transport.ts'
import { onTimelines, todays } from './interest.ts'

/** Fetches what others have changed; what this window did itself is shown already. */
export async function refreshChanged({ records, objects }: LiveChanges): Promise<void> {
  const others = records.filter(({ operation }) => operation === null || !isOwnOperation(operation))
  const touched = Object.entries(objects)
    .filter(([, operations]) => operations.length === 0 || !operations.every(isOwnOperation))
    .map(([object]) => object)
  await Promise.all([
    ...others.map(({ object, id }) => queryClient.invalidateQueries({ queryKey: keys.record(object, id) })),
    ...touched.map(refreshSums),
    ...[...idsByObject(others)].map(([object, ids]) => replaceRows(object, ids)),
  ])
}

/** After a time in which nothing was heard: everything that is on the screen. */
export async function refreshAll(): Promise<void> {
  const lasting = (query: Query): boolean => isLong(query) || query.queryKey[0] === keys.setup[0]
  await queryClient.invalidateQueries({ predicate: (query) => !lasting(query) })
  for (const { queryKey, state } of queryClient.getQueryCache().findAll({ predicate: isLong, type: 'active' }))
    await replaceRows(String(queryKey[1]), new Set(rowsOf(state.data).map(({ id }) => id)))
}

/** Lists, counts, related lists, sums and whatever else is made of an object's records. */
async function refreshSums(object: string): Promise<void> {
  await Promise.all([
    ...['related', 'aggregate', 'options'].map((kind) => queryClient.invalidateQueries({ queryKey: [kind, object] })),
    queryClient.invalidateQueries({ queryKey: keys.lists(object), predicate: (query) => !isLong(query) }),
    queryClient.invalidateQueries({
      queryKey: onTimelines.includes(object) ? ['timeline'] : ['timeline', object],
    }),
    ...(todays.includes(object) ? [queryClient.invalidateQueries({ queryKey: keys.today })] : []),
    ...(loadedCatalogue().object(object)?.settings ? [queryClient.invalidateQueries({ queryKey: keys.metadata })] : []),
  ])
}

function idsByObject(records: LiveChanges['records']): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>()
  for (const { object, id } of records) found.set(object, (found.get(object) ?? new Set()).add(id))
  return found
}

/** In long lists the rows that changed are replaced, so that nothing jumps. */
function isLong({ queryKey, state }: Pick<Query, 'queryKey' | 'state'>): boolean {
  return queryKey[0] === 'list' && pagesOf(state.data).length > pagesFetchedAgain
}

/** Rows asked for at once. */
const batch = 100

/** Puts the newest state of rows in their places in long lists. */
async function replaceRows(object: string, ids: ReadonlySet<string>): Promise<void> {
  const collection = loadedCatalogue().object(object)?.collection
  const long = queryClient.getQueryCache().findAll({ queryKey: keys.lists(object), predicate: isLong })
  const shown = [...new Set(long.flatMap(({ state }) => rowsOf(state.data).map(({ id }) => id)))].filter((id) =>
    ids.has(id),
  )
  if (!collection) return
  for (let at = 0; at < shown.length; at += batch) {
    const filter = { field: 'id', op: 'any_of', value: shown.slice(at, at + batch) }
    const { items } = await recordsOf(collection).list({ filter, limit: batch })
    const newest = new Map(items.map((item) => [item.id, item]))
    queryClient.setQueriesData<InfiniteData<Page>>({ queryKey: keys.lists(object), predicate: isLong }, (data) =>
      withRows(data, (rows) => rows.map((row) => ({ ...row, ...newest.get(row.id) }))),
    )
  }
}

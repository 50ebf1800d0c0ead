import type { ListQuery, MetadataObject } from '@tendero/model/api'
import { rowsOf } from '../kernel/pages.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import type { ViewSearch } from '../kernel/view-state.ts'
import { type Pages, readPage, turnAfter, turnBefore } from './list/list-data.ts'

/** The list that somebody last looked at, of each object: `J` and `K` walk it from record to record. */
const lists = new Map<string, { readonly query: ListQuery; readonly search: ViewSearch }>()

export function rememberList(object: string, query: ListQuery, search: ViewSearch): void {
  lists.set(object, { query, search })
}

/** How the list that one came from was shown, to go back to just that. */
export function rememberedSearch(object: string): ViewSearch {
  return lists.get(object)?.search ?? {}
}

function loaded(object: string): Pages | undefined {
  const list = lists.get(object)
  return list && queryClient.getQueryData(keys.list(object, list.query))
}

export interface Neighbours {
  readonly previous?: string
  readonly next?: string
  /** 1 is the first row. */
  readonly position?: number
}

/** The records before and after one in the list that was last looked at. */
export function neighbours(object: string, id: string): Neighbours {
  const ids = rowsOf(loaded(object)).map((row) => row.id)
  const index = ids.indexOf(id)
  if (index < 0) return {}
  return { previous: ids[index - 1], next: ids[index + 1], position: index + 1 }
}

/** Loads the list's page after or before what is loaded, when one has walked near there. */
export async function loadAhead(object: MetadataObject, id: string): Promise<void> {
  const list = lists.get(object.name)
  const data = loaded(object.name)
  if (!list || !data) return
  const ids = rowsOf(data).map((row) => row.id)
  const below = turnAfter(data.pages.at(-1), data.pageParams.at(-1))
  const above = turnBefore(list.query, data.pages[0], data.pageParams[0])
  const turn = ids.slice(-3).includes(id) ? below : ids.slice(0, 3).includes(id) ? above : null
  if (!turn) return
  const page = await readPage(object, list.query, turn)
  queryClient.setQueryData<Pages>(keys.list(object.name, list.query), (known) => {
    if (known?.pages !== data.pages) return known
    return turn.back
      ? { pages: [page, ...known.pages], pageParams: [turn, ...known.pageParams] }
      : { pages: [...known.pages, page], pageParams: [...known.pageParams, turn] }
  })
}

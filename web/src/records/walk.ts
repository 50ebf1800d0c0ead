import type { InfiniteData } from '@tanstack/react-query'
import type { ListQuery, MetadataObject, Page } from '@tendero/model/api'
import { recordsOf } from '../kernel/api.ts'
import { keys, queryClient } from '../kernel/queries.ts'
import type { ViewSearch } from '../kernel/view-state.ts'

/** The list that somebody last looked at, of each object: `J` and `K` walk it from record to record. */
const lists = new Map<string, { readonly query: ListQuery; readonly search: ViewSearch }>()

export function rememberList(object: string, query: ListQuery, search: ViewSearch): void {
  lists.set(object, { query, search })
}

/** How the list that one came from was shown, to go back to just that. */
export function rememberedSearch(object: string): ViewSearch {
  return lists.get(object)?.search ?? {}
}

function pagesOf(object: string): InfiniteData<Page, string | null> | undefined {
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
  const ids = pagesOf(object)?.pages.flatMap(({ items }) => items.map((item) => item.id)) ?? []
  const index = ids.indexOf(id)
  if (index < 0) return {}
  return { previous: ids[index - 1], next: ids[index + 1], position: index + 1 }
}

/** Loads the list's following page when one has walked near its end. */
export async function loadAhead(object: MetadataObject, id: string): Promise<void> {
  const list = lists.get(object.name)
  const data = pagesOf(object.name)
  const last = data?.pages.at(-1)
  if (!list || !last?.next) return
  if (!last.items.slice(-3).some((item) => item.id === id)) return
  const page = await recordsOf(object.collection).list({ ...list.query, cursor: last.next })
  queryClient.setQueryData<InfiniteData<Page, string | null>>(keys.list(object.name, list.query), (known) =>
    known?.pages.at(-1) === last
      ? { pages: [...known.pages, page], pageParams: [...known.pageParams, last.next] }
      : known,
  )
}

import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery } from '@tendero/model/api'
import { failed } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { useSession } from '../../kernel/session.ts'
import { parseViewSearch, type ViewSearch } from '../../kernel/view-state.ts'
import { type SharedWith, sharedWithOf } from '../sharing-choice.tsx'

export interface SavedView {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly sharedWith: SharedWith
  /** Is it one's own to change? */
  readonly owner: string | null
  readonly search: ViewSearch
}

/** What of a list's address a view keeps. */
export function definitionOf({
  filter,
  sort,
  columns,
  widths,
  group,
  by,
  lanes,
  scale,
  card,
  q,
}: ViewSearch): Readonly<Record<string, unknown>> {
  return { filter, sort, columns, widths, group, by, lanes, scale, card, q }
}

function viewOf(record: AnyRecord): SavedView {
  const definition = typeof record.definition === 'object' && record.definition !== null ? record.definition : {}
  const list = (raw: unknown): unknown => (Array.isArray(raw) ? raw.join(',') : raw)
  const raw = { ...definition, view: record.kind, saved: record.id }
  return {
    id: record.id,
    version: record.version,
    name: String(record.name),
    sharedWith: sharedWithOf(record.sharedWith),
    owner: typeof record.owner === 'string' ? record.owner : null,
    search: parseViewSearch({
      ...raw,
      sort: list(Reflect.get(definition, 'sort')),
      columns: list(Reflect.get(definition, 'columns')),
    }),
  }
}

function viewsQuery(object: string): ListQuery {
  return { filter: { field: 'object', op: 'is', value: object }, sort: ['position', 'name'], limit: 200 }
}

/** The views of an object that this person saved or others share. */
export function useSavedViews(object: string): readonly SavedView[] {
  const { data } = useQuery({ ...savedViewsQuery(object), select: ({ items }) => items.map(viewOf) })
  return data ?? []
}

export function savedViewsQuery(object: string) {
  return queryOptions({
    queryKey: keys.views(object),
    queryFn: () => recordsOf('views').list(viewsQuery(object)),
    staleTime: 60_000,
  })
}

/** The view that a person's role begins the lists of an object with, while they may see it. */
export function useDefaultView(object: string): SavedView | undefined {
  const id = useSession().role.defaultViews[object]
  return useSavedViews(object).find((view) => view.id === id)
}

interface Saving {
  readonly id?: string
  readonly name: string
  readonly sharedWith: SharedWith
  readonly search: ViewSearch
}

/** Saves how a list is shown: a new view, or the changes of one. */
export function useSaveView(object: string) {
  return useMutation({
    mutationFn: ({ id, name, sharedWith, search }: Saving) => {
      const values = { name, sharedWith, kind: search.view ?? 'list', definition: definitionOf(search) }
      return id ? recordsOf('views').update(id, values) : recordsOf('views').create({ ...values, object })
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.views(object) }),
    onError: (error) => failed(error),
  })
}

export function useRemoveView(object: string) {
  return useMutation({
    mutationFn: (id: string) => recordsOf('views').remove(id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: keys.views(object) }),
    onError: (error) => failed(error),
  })
}

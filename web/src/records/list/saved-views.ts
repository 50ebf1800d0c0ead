import { useMutation, useQuery } from '@tanstack/react-query'
import type { AnyRecord, ListQuery } from '@tendero/model/api'
import { failed } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { parseViewSearch, type ViewSearch } from '../../kernel/view-state.ts'

export interface SavedView {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly shared: boolean
  readonly search: ViewSearch
}

/** What of a list's address a view keeps. */
export function definitionOf({
  filter,
  sort,
  columns,
  widths,
  by,
  card,
  q,
}: ViewSearch): Readonly<Record<string, unknown>> {
  return { filter, sort, columns, widths, by, card, q }
}

function viewOf(record: AnyRecord): SavedView {
  const definition = typeof record.definition === 'object' && record.definition !== null ? record.definition : {}
  const list = (raw: unknown): unknown => (Array.isArray(raw) ? raw.join(',') : raw)
  const raw = { ...definition, view: record.kind, saved: record.id }
  return {
    id: record.id,
    version: record.version,
    name: String(record.name),
    shared: record.shared === true,
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
  const { data } = useQuery({
    queryKey: keys.views(object),
    queryFn: () => recordsOf('views').list(viewsQuery(object)),
    select: ({ items }) => items.map(viewOf),
    staleTime: 60_000,
  })
  return data ?? []
}

interface Saving {
  readonly id?: string
  readonly name: string
  readonly shared: boolean
  readonly search: ViewSearch
}

/** Saves how a list is shown: a new view, or the changes of one. */
export function useSaveView(object: string) {
  return useMutation({
    mutationFn: ({ id, name, shared, search }: Saving) => {
      const values = { name, shared, kind: search.view ?? 'list', definition: definitionOf(search) }
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

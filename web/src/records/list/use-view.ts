import { getRouteApi } from '@tanstack/react-router'
import type { ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { useMemo } from 'react'
import { fieldOf, shownFields } from '../../kernel/metadata.ts'
import { parseViewSearch, type ViewSearch } from '../../kernel/view-state.ts'
import { useDefaultView } from './saved-views.ts'

const route = getRouteApi('/w/$slug/$collection')

export interface View {
  readonly search: ViewSearch
  readonly columns: readonly MetadataField[]
  readonly sort: Sort | undefined
  /**
   * Changes the address; a change of what is shown is no new page to go back from. What goes on from what is shown asks
   * the address for it: quick keys come before the screen has followed the ones before.
   */
  change(change: ViewChange): void
}

type ViewChange = Partial<ViewSearch> | ((address: ViewSearch) => Partial<ViewSearch>)

export interface Sort {
  readonly field: string
  readonly down: boolean
}

export function sortOf(text: string | undefined): Sort | undefined {
  const first = text?.split(',')[0]
  if (!first) return undefined
  return first.startsWith('-') ? { field: first.slice(1), down: true } : { field: first, down: false }
}

/** The order of a list before anybody chose one: what was changed last stands first. */
const firstSort = '-updatedAt'

/** The columns that the address names, else those that the object is declared with. The title comes first. */
export function columnsOf(object: MetadataObject, names: string | undefined): readonly MetadataField[] {
  const shown = new Set(shownFields(object).map(({ name }) => name))
  const wanted = names?.split(',') ?? object.list
  return [object.title, ...wanted.filter((name) => name !== object.title)]
    .filter((name) => shown.has(name))
    .flatMap((name) => fieldOf(object, name) ?? [])
}

/** Says an address nothing of how the list is shown? */
function isBare({ asOf: _, ...address }: ViewSearch): boolean {
  return Object.values(address).every((part) => part === undefined)
}

/** How the list is shown, as its address says, or the view that one's role begins with. */
export function useView(object: MetadataObject): View {
  const address = route.useSearch()
  const navigate = route.useNavigate()
  const standard = useDefaultView(object.name)
  const search = standard && isBare(address) ? { ...standard.search, asOf: address.asOf } : address
  return useMemo(
    () => ({
      search,
      columns: columnsOf(object, search.columns),
      sort: sortOf(search.sort ?? firstSort),
      change: (change) =>
        void navigate({
          to: '.',
          search: (address) => {
            const known = standard && isBare(address) ? { ...standard.search, asOf: address.asOf } : address
            return parseViewSearch({ ...known, ...(typeof change === 'function' ? change(known) : change) })
          },
          replace: true,
          resetScroll: false,
        }),
    }),
    [object, search, standard, navigate],
  )
}

const pageSize = 100

/** What is asked of the server for a view, one page of it. */
export function queryOf(object: MetadataObject, search: ViewSearch): ListQuery {
  const fields = columnsOf(object, search.columns).map(({ name }) => name)
  return {
    filter: search.filter,
    search: search.q,
    sort: [sortable(object, search.sort) ?? firstSort],
    fields: [...new Set([object.title, ...fields, ...(object.owned ? ['owner'] : [])])],
    limit: pageSize,
  }
}

function sortable(object: MetadataObject, sort: string | undefined): string | undefined {
  const wanted = sortOf(sort)
  return wanted && fieldOf(object, wanted.field)?.sortable ? sort : undefined
}

export function sameFilter(a: Filter | undefined, b: Filter | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

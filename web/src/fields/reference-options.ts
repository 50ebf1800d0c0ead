import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { folded } from '@tendero/model'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { recordsOf } from '../kernel/api.ts'
import { keys } from '../kernel/queries.ts'

export interface RecordOption {
  readonly value: string
  readonly label: string
}

/** The words by which people know a record. */
export function titleOf(object: Pick<MetadataObject, 'title'>, record: AnyRecord): string {
  const title = record[object.title]
  if (typeof title === 'string' && title !== '') return record.titles?.[object.title] ?? title
  return typeof title === 'number' ? String(title) : ''
}

const pageSize = 8
const smallCatalogue = 200

/** Names that we seeded are translated, and the server's search knows only one of their languages. */
function isTranslated(object: MetadataObject | undefined): boolean {
  return object?.fields.some(({ name }) => name === 'labels') === true
}

/** Records of an object whose words match what was typed; the first ones while nothing was. */
export function useRecordOptions(object: MetadataObject | undefined, typed: string, enabled: boolean) {
  const [words] = useDebouncedValue(typed.trim(), 150)
  const translated = isTranslated(object)
  const byTitle = object !== undefined && !object.searchable && isText(object)
  const query = {
    search: translated || byTitle ? undefined : words || undefined,
    ...(byTitle && !translated && words ? { filter: { field: object.title, op: 'contains', value: words } } : {}),
    limit: translated ? smallCatalogue : pageSize,
    fields: [object?.title ?? 'id'],
    sort: (words && !translated) || !object ? undefined : orderOf(object),
  }
  const { data, isFetching } = useQuery({
    queryKey: keys.options(object?.name ?? '', query),
    queryFn: () => recordsOf(object?.collection ?? '').list(query),
    enabled: enabled && object !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const options: readonly RecordOption[] =
    object && data
      ? data.items.map((record) => ({ value: record.id, label: titleOf(object, record) || record.id }))
      : []
  const matching = translated ? options.filter(({ label }) => folded(label).includes(folded(words))) : options
  return { options: matching, searching: isFetching || words !== typed.trim() }
}

/** Of people and teams no words are indexed: they are found by what their names hold. */
function isText({ title, fields }: MetadataObject): boolean {
  return fields.some(({ name, kind }) => name === title && kind === 'text')
}

/** Steps of a pipeline and the like have an order of their own; other records come by title, when it sorts. */
function orderOf(object: MetadataObject): readonly string[] | undefined {
  const sortable = (name: string): boolean => object.fields.some((field) => field.name === name && field.sortable)
  if (sortable('position')) return ['position']
  return sortable(object.title) ? [object.title] : undefined
}

/** Titles of records by their ids, for filters that hold nothing but ids. */
export function useTitles(object: MetadataObject | undefined, ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = ids.filter((id) => id.includes('-'))
  const query = {
    filter: { field: 'id', op: 'any_of', value: wanted },
    fields: [object?.title ?? 'id'],
    limit: 100,
  }
  const { data } = useQuery({
    queryKey: keys.options(object?.name ?? '', query),
    queryFn: () => recordsOf(object?.collection ?? '').list(query),
    enabled: object !== undefined && wanted.length > 0,
    staleTime: 300_000,
  })
  return new Map(object && data ? data.items.map((record) => [record.id, titleOf(object, record)]) : [])
}

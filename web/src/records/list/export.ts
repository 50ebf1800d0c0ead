import type { MetadataObject } from '@tendero/model/api'
import { listParameters } from '@tendero/model/client'
import { failed } from '../../design/notices.tsx'
import { download } from '../../kernel/transport.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { queryOf } from './use-view.ts'

/** More than this would not fit the address of a download. */
export const mostExported = 200

/** Saves the chosen rows of a view as a CSV file, in its columns and order. */
export function exportChosen(object: MetadataObject, search: ViewSearch, ids: readonly string[]): Promise<void> {
  return exportCsv(object, { ...search, q: undefined, filter: { field: 'id', op: 'any_of', value: ids } })
}

/** Saves the whole of a view as a CSV file: its columns, its filter, its order. The browser writes it to the disk. */
export async function exportCsv(object: MetadataObject, search: ViewSearch): Promise<void> {
  try {
    const { filter, search: words, sort, fields } = queryOf(object, search)
    const query = listParameters({ filter, search: words, sort, fields })
    await download(`/${object.collection}/export`, { ...query, format: 'csv' })
  } catch (error) {
    failed(error)
  }
}

import type { MetadataObject } from '@tendero/model/api'
import { listParameters } from '@tendero/model/client'
import { failed } from '../../design/notices.tsx'
import { saveFile } from '../../kernel/transport.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { queryOf } from './use-view.ts'

/** Saves the whole of a view as a CSV file: its columns, its filter, its order. */
export async function exportCsv(object: MetadataObject, search: ViewSearch): Promise<void> {
  try {
    const { filter, search: words, sort, fields } = queryOf(object, search)
    const query = listParameters({ filter, search: words, sort, fields })
    await saveFile(`/${object.collection}/export`, { ...query, format: 'csv' }, `${object.collection}.csv`)
  } catch (error) {
    failed(error)
  }
}

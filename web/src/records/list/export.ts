import type { MetadataObject } from '@tendero/model/api'
import { listParameters } from '@tendero/model/client'
import { failed } from '../../design/notices.tsx'
import { download } from '../../kernel/transport.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { queryOf } from './use-view.ts'

/** Saves the whole of a view as a CSV file: its columns, its filter, its order. */
export async function exportCsv(object: MetadataObject, search: ViewSearch): Promise<void> {
  try {
    const { filter, search: words, sort, fields } = queryOf(object, search)
    const query = listParameters({ filter, search: words, sort, fields })
    const file = await download(`/${object.collection}/export`, { ...query, format: 'csv' })
    const address = URL.createObjectURL(file)
    const link = document.createElement('a')
    link.href = address
    link.download = `${object.collection}.csv`
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  } catch (error) {
    failed(error)
  }
}

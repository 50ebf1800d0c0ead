import type { ListQuery, MetadataObject } from '@tendero/model/api'
import { listParameters } from '@tendero/model/client'
import { failed, notice, offering } from '../design/notices.tsx'
import { problemCode } from '../kernel/problems.ts'
import { download } from '../kernel/transport.ts'
import { useRecordWords } from './words.ts'

/** Kinds of files that records can be saved as; contact cards in two versions. */
export const exportFormats = ['csv', 'xlsx', 'vcard', 'vcard3'] as const
export type ExportFormat = (typeof exportFormats)[number]

const parameters: Readonly<Record<ExportFormat, Readonly<Record<string, string>>>> = {
  csv: { format: 'csv' },
  xlsx: { format: 'xlsx' },
  vcard: { format: 'vcard', version: '4.0' },
  vcard3: { format: 'vcard', version: '3.0' },
}

const withCards: ReadonlySet<string> = new Set(['contact', 'account'])

/** The files that there are of an object. */
export function exportFormatsOf({ name }: MetadataObject): readonly ExportFormat[] {
  return exportFormats.filter((format) => withCards.has(name) || !format.startsWith('vcard'))
}

/**
 * Saves all records of a view as a file: its columns, its filter, its order. The browser writes it to the disk. What is
 * too much for a spreadsheet is offered as CSV.
 */
export function useExport({ collection }: MetadataObject): (query: ListQuery, format: ExportFormat) => Promise<void> {
  const { list } = useRecordWords()
  const save = async (query: ListQuery, format: ExportFormat): Promise<void> => {
    const { filter, search, sort, fields } = query
    notice(list.exporting)
    try {
      const view = listParameters({ filter, search, sort, fields })
      await download(`/${collection}/export`, { ...view, ...parameters[format] })
    } catch (error) {
      if (format !== 'xlsx' || problemCode(error) !== 'too_many_rows') failed(error)
      else offering(list.tooManyForSheet, list.exportAs.csv, () => void save(query, 'csv'))
    }
  }
  return save
}

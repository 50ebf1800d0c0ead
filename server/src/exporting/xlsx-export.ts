import { type AnyRecord, columnHeads, type Field, type SheetCell } from '@tendero/model'
import { mostRows } from '../formats/workbook/sheet-rows.ts'
import { workbookStream } from '../formats/workbook/write-workbook.ts'
import type { ExportFormat } from './export-format.ts'
import { referredTitles } from './referred-titles.ts'

/** A spreadsheet of one sheet with typed cells: numbers, dates, amounts with their currency beside them. */
export const xlsxExport: ExportFormat = {
  contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  extension: 'xlsx',
  most: mostRows,
  write({ caller, object, fields }, records) {
    const { language } = caller.actor
    const { timeZone } = caller.model.settings
    async function* rows(): AsyncGenerator<readonly SheetCell[]> {
      for await (const record of records) yield fields.flatMap((field) => sheetCells(record, field, timeZone))
    }
    return workbookStream([
      { name: object.label[language][1], heads: fields.flatMap((field) => columnHeads(field, language)), rows: rows() },
    ])
  },
}

/** The cells of a field, as many as it has columns; references by title, instants in the workspace's zone. */
export function sheetCells(record: AnyRecord, field: Field, timeZone: string): readonly SheetCell[] {
  const { name, type, options } = field
  const value = record[name]
  if (value === null || value === undefined) return Array.from({ length: 1 + (type.csvExtra?.length ?? 0) }, () => null)
  if (type.refers) return [{ kind: 'text', text: referredTitles(record, field) }]
  return (
    type.toSheet?.(value, options, { timeZone }) ??
    type.toCsv(value, options).map((text): SheetCell => ({ kind: 'text', text }))
  )
}

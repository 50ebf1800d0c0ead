import { type AnyRecord, columnHeads, type ExportConvention, type Field } from '@tendero/model'
import { csvLine } from '../kernel/csv-line.ts'
import type { ExportFormat } from './export-format.ts'
import { referredTitles } from './referred-titles.ts'

/** Records whose lines are handed on together. */
const linesAtOnce = 100

/** Text in columns, headed in the reader's language, for spreadsheets and other programs; any number of records. */
export const csvExport: ExportFormat = {
  contentType: 'text/csv; charset=utf-8',
  extension: 'csv',
  async *write({ caller, fields, convention }, records) {
    const heads = fields.flatMap((field) => columnHeads(field, caller.actor.language))
    yield `\ufeff${csvLine(heads.map(inertCell), ',')}`
    let lines = ''
    let held = 0
    for await (const record of records) {
      lines += csvLine(recordCells(record, fields, convention), ',')
      held += 1
      if (held < linesAtOnce) continue
      yield lines
      lines = ''
      held = 0
    }
    if (lines !== '') yield lines
  },
}

/** What a spreadsheet takes for a formula when a cell begins with it; behind apostrophes too, which an import takes off. Full-width signs count as the others where such are typed. */
const dangerous = /^'*[=+\-@\t\r\n＝＋－＠]/
/** Numbers and telephone numbers begin with a sign and do no harm. */
const number = /^[-+]?[\d.,]+$/

/**
 * A text as a cell that no spreadsheet computes: what begins like a formula gets an apostrophe in front.
 * @example inertCell('=cmd|A1') //=> "'=cmd|A1"
 */
export function inertCell(text: string): string {
  return dangerous.test(text) && !number.test(text) ? `'${text}` : text
}

/** The cells of a record, in the order of the fields and their parts; references by title. */
function recordCells(record: AnyRecord, fields: readonly Field[], convention?: ExportConvention): readonly string[] {
  return fields.flatMap((field) => {
    const width = 1 + (field.type.csvExtra?.length ?? 0)
    const value = record[field.name]
    if (value === null || value === undefined) return Array.from({ length: width }, () => '')
    if (field.type.refers) return [inertCell(referredTitles(record, field))]
    return field.type.toCsv(value, field.options, convention).map(inertCell)
  })
}

import type { AnyRecord, ExportConvention, Field } from '@tendero/model'

/** What a spreadsheet takes for a formula when a cell begins with it; behind apostrophes too, which an import takes off. */
const dangerous = /^'*[=+\-@\t\r\n]/
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
export function recordCells(
  record: AnyRecord,
  fields: readonly Field[],
  convention?: ExportConvention,
): readonly string[] {
  return fields.flatMap((field) => {
    const width = 1 + (field.type.csvExtra?.length ?? 0)
    const value = record[field.name]
    if (value === null || value === undefined) return Array.from({ length: width }, () => '')
    if (field.type.kind === 'reference') return [inertCell(record.titles?.[field.name] ?? '')]
    return field.type.toCsv(value, field.options, convention).map(inertCell)
  })
}

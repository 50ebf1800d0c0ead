import { columnHeads, type Field, type Language, type ObjectType, words } from '@tendero/model'
import { csvLine } from '../kernel/csv-line.ts'

/** A file to fill in: the heads of all columns, and one row that shows how values are written. */
export function sampleFile(object: ObjectType, editable: (field: Field) => boolean, language: Language): string {
  const fields = [...object.fields.values()].filter((field) => editable(field) && field.name !== 'id')
  const heads = fields.flatMap((field) => columnHeads(field, language))
  const row = fields.flatMap((field) => sampleCells(field, language))
  return `\ufeff${csvLine(heads, ',')}${csvLine(row, ',')}`
}

function sampleCells(field: Field, language: Language): readonly string[] {
  const { type, options } = field
  const width = 1 + (type.csvExtra?.length ?? 0)
  const choice = options.choices?.[0]
  if (choice) return [words(choice.label, language)]
  const value = options.default ?? type.sample
  const cells = value === undefined ? [] : type.toCsv(value, options)
  return Array.from({ length: width }, (_, index) => cells[index] ?? '')
}

import { bad, declare, type FieldType, good } from '../field-type.ts'
import { presence } from '../operators.ts'

const most = 100_000

/** Structured data of the program's own: columns of a view, rights of a role, translated names. Not offered to people. */
export const documentType: FieldType<Readonly<Record<string, unknown>>> = {
  kind: 'document',
  label: { en: 'Document', es: 'Documento', et: 'Dokument' },
  columns: [{ key: '', type: 'jsonb' }],
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: presence,
  custom: false,
  parse(raw) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return bad('not_a_document')
    const text = JSON.stringify(raw)
    if (text.length > most) return bad('too_long', { longest: most })
    return text.includes('\\u0000') ? bad('control_characters') : good({ ...raw })
  },
  toColumns: (value) => [value],
  toCsv: (value) => [JSON.stringify(value)],
  fromCsv([cell = ''], options, convention) {
    if (cell.trim() === '') return good(null)
    try {
      return documentType.parse(JSON.parse(cell), options, convention)
    } catch {
      return bad('not_a_document')
    }
  },
  format: (value) => JSON.stringify(value),
  jsonSchema: () => ({ type: 'object', additionalProperties: true }),
}

export const document = declare(documentType)

import { bad, declare, type FieldType, good, type Invalid } from '../field-type.ts'
import { presence } from '../operators.ts'
import { refusedText } from './storable-text.ts'

const most = 100_000

/** The first text in a document, name or value, that the database cannot keep. */
function refusedIn(value: unknown): Invalid | undefined {
  if (typeof value === 'string') return refusedText(value)
  if (typeof value !== 'object' || value === null) return undefined
  for (const entry of Object.entries(value)) {
    const refused = refusedText(entry[0]) ?? refusedIn(entry[1])
    if (refused) return refused
  }
  return undefined
}

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
  notImported: true,
  parse(raw) {
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return bad('not_a_document')
    if (JSON.stringify(raw).length > most) return bad('too_long', { longest: most })
    return refusedIn(raw) ?? good({ ...raw })
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

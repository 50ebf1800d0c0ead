import { bad, declare, type FieldType, good } from '../field-type.ts'
import { is, presence } from '../operators.ts'

const yes = new Set(['true', 'yes', 'y', '1', 'x', 'sí', 'si', 's', 'verdadero', 'jah', 'j', 'tõene', '✓'])
const no = new Set(['false', 'no', 'n', '0', 'falso', 'ei', 'e', 'väär', '-'])

/** Yes or no; nothing when unknown. */
export const booleanType: FieldType<boolean> = {
  kind: 'boolean',
  label: { en: 'Yes or no', es: 'Sí o no', et: 'Jah või ei' },
  columns: [{ key: '', type: 'boolean' }],
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: [is, ...presence],
  custom: true,
  parse: (raw) => (typeof raw === 'boolean' ? good(raw) : bad('not_a_boolean')),
  toColumns: (value) => [value],
  toCsv: (value) => [value ? 'true' : 'false'],
  toSheet: (value) => [{ kind: 'boolean', value }],
  fromCsv([cell = '']) {
    const word = cell.trim().toLowerCase()
    if (word === '') return good(null)
    if (yes.has(word)) return good(true)
    return no.has(word) ? good(false) : bad('not_a_boolean')
  },
  format: (value, _options, { language }) =>
    value ? { en: 'Yes', es: 'Sí', et: 'Jah' }[language] : { en: 'No', es: 'No', et: 'Ei' }[language],
  sample: true,
  inFormulas: { type: 'boolean' },
  jsonSchema: () => ({ type: 'boolean' }),
}

export const boolean = declare(booleanType)

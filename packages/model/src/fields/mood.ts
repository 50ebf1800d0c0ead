import { bad, declare, type FieldType, good } from '../field-type.ts'
import { ordering } from '../operators.ts'
import { sql } from '../sql.ts'
import { plainDecimal } from './number-text.ts'

const faces = ['😠', '🙁', '😐', '🙂', '😀'] as const

/** How a customer felt, from −2 (angry) to +2 (delighted), as the person who spoke with them judged. */
export const moodType: FieldType<number> = {
  kind: 'mood',
  label: { en: 'Mood', es: 'Ánimo', et: 'Meeleolu' },
  columns: [{ key: '', type: 'smallint' }],
  sortable: true,
  groupable: true,
  aggregates: ['average', 'min', 'max'],
  operators: ordering,
  custom: true,
  parse: (raw) =>
    typeof raw === 'number' && Number.isInteger(raw) && Math.abs(raw) <= 2 ? good(raw) : bad('not_a_mood'),
  toColumns: (value) => [value],
  toCsv: (value) => [String(value)],
  toSheet: (value) => [{ kind: 'number', value: String(value) }],
  fromCsv([cell = ''], options, convention) {
    const text = cell.trim()
    if (text === '') return good(null)
    const face = faces.findIndex((one) => one === text)
    if (face >= 0) return good(face - 2)
    const plain = plainDecimal(text.replace('−', '-'), convention)
    return plain.ok ? moodType.parse(Number(plain.value), options, convention) : bad('not_a_mood')
  },
  format: (value) => faces[value + 2] ?? String(value),
  sample: 1,
  inFormulas: { type: 'integer', sql: ([c]) => sql`${c}::numeric` },
  jsonSchema: () => ({ type: 'integer', minimum: -2, maximum: 2 }),
}

export const mood = declare(moodType)

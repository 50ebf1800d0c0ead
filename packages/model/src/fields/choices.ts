import { bad, declare, type FieldType, good } from '../field-type.ts'
import { containment } from '../operators.ts'
import { choiceByWord, choiceType, parseChoice } from './choice.ts'
import { separateTexts } from './separate-texts.ts'

/** Several of a list, in the order chosen, none twice. Options: `choices`. */
export const choicesType: FieldType<readonly string[]> = {
  kind: 'choices',
  label: { en: 'Multiple choice', es: 'Opción múltiple', et: 'Mitmikvalik' },
  columns: [{ key: '', type: 'jsonb' }],
  sortable: false,
  groupable: false,
  aggregates: [],
  operators: containment,
  custom: true,
  parse(raw, options) {
    if (!Array.isArray(raw)) return bad('not_a_list')
    if (raw.length === 0) return bad('empty')
    for (const one of raw) {
      const parsed = parseChoice(one, options)
      if (!parsed.ok) return parsed
    }
    return good([...new Set(raw as string[])])
  },
  toColumns: (value) => [value],
  filterValue: (raw, options) => parseChoice(raw, options),
  toCsv: (value) => [value.join('; ')],
  fromCsv([cell = ''], options) {
    if (cell.trim() === '') return good(null)
    const found: string[] = []
    for (const word of separateTexts(cell)) {
      const value = choiceByWord(word, options)
      if (value === undefined) return bad('not_a_choice', { value: word.slice(0, 60) })
      found.push(value)
    }
    return good([...new Set(found)])
  },
  words: choiceType.words,
  refusedWord: choiceType.refusedWord,
  format: (value, options, convention) => value.map((one) => choiceType.format(one, options, convention)).join(', '),
  jsonSchema: (options) => ({ type: 'array', items: choiceType.jsonSchema(options), uniqueItems: true }),
}

export const choices = declare(choicesType)

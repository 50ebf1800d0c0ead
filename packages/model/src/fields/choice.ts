import { bad, type Choice, declare, type FieldOptions, type FieldType, good, type Parsed } from '../field-type.ts'
import { membership } from '../operators.ts'
import { type Label, languages, words } from '../translated.ts'
import { textColumn } from './text.ts'

function choicesOf(options: FieldOptions): readonly Choice[] {
  return options.choices ?? []
}

export function parseChoice(raw: unknown, options: FieldOptions): Parsed<string> {
  if (typeof raw !== 'string') return bad('not_text')
  return choicesOf(options).some((one) => one.value === raw)
    ? good(raw)
    : bad('not_a_choice', { value: raw.slice(0, 60) })
}

/** Finds a choice by its value or by its label in any language, whatever the case. */
export function choiceByWord(word: string, options: FieldOptions): string | undefined {
  const sought = word.trim().toLowerCase()
  return choicesOf(options).find(
    (one) => one.value.toLowerCase() === sought || labelsOf(one.label).some((label) => label.toLowerCase() === sought),
  )?.value
}

function labelsOf(label: Label): readonly string[] {
  return typeof label === 'string' ? [label] : languages.map((language) => label[language])
}

/** One of a list. Options: `choices`. */
export const choiceType: FieldType<string> = {
  kind: 'choice',
  label: { en: 'Choice', es: 'Opción', et: 'Valik' },
  columns: textColumn,
  sortable: true,
  groupable: true,
  aggregates: [],
  operators: membership,
  custom: true,
  parse: parseChoice,
  toColumns: (value) => [value],
  toCsv: (value) => [value],
  fromCsv([cell = ''], options) {
    if (cell.trim() === '') return good(null)
    const found = choiceByWord(cell, options)
    return found === undefined ? bad('not_a_choice', { value: cell.slice(0, 60) }) : good(found)
  },
  words: (_part, options, language) => choicesOf(options).map((one) => words(one.label, language)),
  refusedWord: (code) => (code === 'not_a_choice' ? 0 : undefined),
  format(value, options, { language }) {
    const found = choicesOf(options).find((one) => one.value === value)
    return found ? words(found.label, language) : value
  },
  inFormulas: { type: 'text' },
  jsonSchema: (options) => ({ type: 'string', enum: choicesOf(options).map((one) => one.value) }),
}

export const choice = declare(choiceType)

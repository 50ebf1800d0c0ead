import {
  columnHeads,
  type Field,
  type Language,
  type ObjectType,
  type SheetCell,
  translated,
  words,
} from '@tendero/model'
import { sheetNames } from '../formats/workbook/workbook-xml.ts'
import { columnLetters, type Sheet } from '../formats/workbook/write-workbook.ts'
import { csvLine } from '../kernel/csv-line.ts'

/** What a sample is made from. */
export interface Sampling {
  readonly object: ObjectType
  readonly editable: (field: Field) => boolean
  /** The records that a field may refer to, by their titles; none for what is not a catalogue. */
  readonly titles: (field: Field) => readonly string[]
  readonly language: Language
  readonly timeZone: string
}

const choicesName = translated(['Choices', 'Opciones', 'Valikud'])

/** A file to fill in: the heads of all columns, and one row that shows how values are written. */
export function sampleCsv(sampling: Sampling): string {
  const fields = fieldsOf(sampling)
  const heads = fields.flatMap((field) => columnHeads(field, sampling.language))
  return `\ufeff${csvLine(heads, ',')}${csvLine(
    fields.flatMap((field) => sampleTexts(field, sampling)),
    ',',
  )}`
}

/**
 * The same as a spreadsheet, with typed cells and lists to choose from; the lists stand in a hidden sheet of their own.
 */
export function sampleSheets(sampling: Sampling): readonly Sheet[] {
  const { object, language } = sampling
  const fields = fieldsOf(sampling)
  const [main = '', aside = ''] = sheetNames([words(object.label[language][1], language), words(choicesName, language)])
  const lists = fields.flatMap((field) =>
    columnHeads(field, language).map((head, part) => ({ head, choices: choicesOf(field, part, sampling) })),
  )
  const chosen = lists.filter(({ choices }) => choices.length > 0)
  const longest = Math.max(0, ...chosen.map(({ choices }) => choices.length))
  const rangeOf = (place: number, length: number) => {
    const letters = columnLetters(place)
    return `'${aside}'!$${letters}$2:$${letters}$${length + 1}`
  }
  const sheet: Sheet = {
    name: main,
    heads: lists.map(({ head }) => head),
    rows: [fields.flatMap((field) => sampleCells(field, sampling))],
    choices: new Map(chosen.map((list, place) => [lists.indexOf(list), rangeOf(place, list.choices.length)] as const)),
  }
  if (chosen.length === 0) return [sheet]
  const rows = Array.from({ length: longest }, (_, row) => chosen.map(({ choices }) => textCell(choices[row])))
  return [sheet, { name: aside, heads: chosen.map(({ head }) => head), rows, hidden: true }]
}

function fieldsOf({ object, editable }: Sampling): readonly Field[] {
  return [...object.fields.values()].filter((field) => editable(field) && field.name !== 'id')
}

/** What a column may say, when that is not free. */
function choicesOf(field: Field, part: number, { language, titles }: Sampling): readonly string[] {
  return field.type.refers ? titles(field) : (field.type.words?.(part, field.options, language) ?? [])
}

function textCell(text: string | undefined): SheetCell {
  return text === undefined || text === '' ? null : { kind: 'text', text }
}

/**
 * The first that the field takes: what it has by itself, what its type shows, the bounds that it must keep; what must be
 * filled in and shows nothing, says what it is.
 */
function sampleValue({ name, type, options, label }: Field, { object, language }: Sampling): unknown {
  const bounds = [options.minimum, options.maximum].flatMap((bound) => (bound === undefined ? [] : [bound, `${bound}`]))
  const spoken = name === object.title ? object.label[language][0] : words(label, language)
  const wanted = [options.default, type.sample, ...bounds, ...(options.required ? [`${spoken} 1`] : [])]
  return wanted.find((value) => value !== undefined && type.parse(value, options, { country: '', currency: '' }).ok)
}

function sampleTexts(field: Field, sampling: Sampling): readonly string[] {
  const { type, options } = field
  const [choice] = field.options.choices || type.refers ? choicesOf(field, 0, sampling) : []
  if (choice !== undefined) return [choice]
  const value = sampleValue(field, sampling)
  const cells = value === undefined ? [] : type.toCsv(value, options)
  return Array.from({ length: 1 + (type.csvExtra?.length ?? 0) }, (_, part) => cells[part] ?? '')
}

function sampleCells(field: Field, sampling: Sampling): readonly SheetCell[] {
  const { type, options } = field
  const value = sampleValue(field, sampling)
  const typed = value === undefined ? undefined : type.toSheet?.(value, options, sampling)
  return typed ?? sampleTexts(field, sampling).map(textCell)
}

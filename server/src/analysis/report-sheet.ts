import {
  type Choice,
  columnHeads,
  type Field,
  type FieldType,
  fieldTypes,
  type Language,
  measureLabel,
  type ReportDefinition,
  type ReportGroup,
  type ReportKey,
  type ReportMeasure,
  type ReportResult,
  type ReportRow,
  type ReportValue,
  reportWord,
  type SheetCell,
  words,
} from '@tendero/model'

/** In which words and forms a report is written. */
export interface ReportWording {
  readonly language: Language
  readonly timeZone: string
  /** In which amounts are. */
  readonly currency: string
  /** The fields of a path, from the object's own to the last. */
  fieldsAlong(path: string): readonly Field[]
}

/** The heads of a table of figures: what stands down, then each measure of each value across, then of the whole row. */
export function figureHeads(
  wording: ReportWording,
  definition: ReportDefinition,
  result: ReportResult,
): readonly string[] {
  const { language } = wording
  const measures = result.measures.map((measure) => headOf(wording, definition, measure))
  const { across } = definition
  if (!across) {
    const before = result.previous ? measures.map((head) => `${head} (${reportWord('previous', language)})`) : []
    return [...groupHeads(wording, definition), ...measures, ...before]
  }
  const columns = [
    ...result.across.map((key) => keyText(wording, across, key)),
    ...(result.othersAcross > 0 ? [othersWord(language, result.othersAcross)] : []),
    reportWord('total', language),
  ]
  const heads = columns.flatMap((column) => measures.map((head) => `${column}: ${head}`))
  return [...groupHeads(wording, definition), ...heads]
}

function groupHeads(wording: ReportWording, { rows = [] }: ReportDefinition): readonly string[] {
  return rows.map(({ field }) => pathLabel(wording, field))
}

function headOf(
  wording: ReportWording,
  { measures = [] }: ReportDefinition,
  { name, kind }: ReportResult['measures'][number],
): string {
  const measure = measures.find((one) => one.name === name)
  const label = measure ? measureLabel(measure, fieldLabel(wording, measure), wording.language) : name
  return kind === 'money' ? `${label} (${wording.currency})` : label
}

function fieldLabel(wording: ReportWording, measure: ReportMeasure): string {
  return 'field' in measure && measure.field ? pathLabel(wording, measure.field) : ''
}

function pathLabel({ fieldsAlong, language }: ReportWording, path: string): string {
  return fieldsAlong(path)
    .map(({ label }) => words(label, language))
    .join(' › ')
}

/** The rows of a table of figures, and the total. */
export function figureRows(
  wording: ReportWording,
  definition: ReportDefinition,
  { rows, total, measures, previous }: ReportResult,
): readonly (readonly SheetCell[])[] {
  const types = measures.map(({ kind }) => fieldTypes.get(kind))
  const figures = (values: readonly ReportValue[] | null) =>
    types.map((type, index) => figureCell(wording, type, values?.[index] ?? null))
  const cells = (row: Pick<ReportRow, 'cells' | 'values'>) => [...row.cells.flatMap(figures), ...figures(row.values)]
  const groups = definition.rows ?? []
  const whole = [...(groups.length > 0 ? totalKeys(wording.language, groups.length) : []), ...cells(total)]
  const before = previous ? figures(previous.values) : []
  return [
    ...rows.map((row) => [...rowKeys(wording, groups, row), ...cells(row)]),
    ...(groups.length > 0 || definition.kind === 'number' || definition.across ? [[...whole, ...before]] : []),
  ]
}

function totalKeys(language: Language, width: number): readonly SheetCell[] {
  return [text(reportWord('total', language)), ...Array.from({ length: width - 1 }, () => null)]
}

function rowKeys(wording: ReportWording, groups: readonly ReportGroup[], row: ReportRow): readonly SheetCell[] {
  if (row.level === 'others')
    return groups.map((_, index) => (index === 0 ? text(othersWord(wording.language, row.groups ?? 0)) : null))
  return groups.map((group, index) => {
    const key = row.keys[index]
    if (!key) return text(reportWord('total', wording.language))
    return group.part && typeof key.value === 'string'
      ? { kind: 'date', day: key.value }
      : text(keyText(wording, group, key))
  })
}

function othersWord(language: Language, count: number): string {
  return `${reportWord('others', language)} (${count})`
}

/** What a group is called; nothing for records without a value. */
function keyText(
  { fieldsAlong, language }: ReportWording,
  { field }: ReportGroup,
  { value, title }: ReportKey,
): string {
  if (title !== null) return title
  if (value === null) return ''
  const choices: readonly Choice[] = fieldsAlong(field).at(-1)?.options.choices ?? []
  const choice = choices.find((one) => one.value === value)
  return choice ? words(choice.label, language) : String(value)
}

function figureCell({ currency, timeZone }: ReportWording, type: FieldType | undefined, value: ReportValue): SheetCell {
  if (value === null || !type) return null
  const given = type.kind === 'money' ? { minor: value, currency } : value
  return type.toSheet?.(given as never, {}, { timeZone })[0] ?? text(String(value))
}

/** The heads of a column of records, one for each of its parts. */
export function recordHeads(wording: ReportWording, path: string): readonly string[] {
  const field = wording.fieldsAlong(path).at(-1)
  return field ? columnHeads({ ...field, label: pathLabel(wording, path) }, wording.language) : []
}

/** A value of a record, in the parts of its column; references by title. */
export function valueCells(
  { fieldsAlong, timeZone }: ReportWording,
  path: string,
  value: unknown,
  title: string | null,
): readonly SheetCell[] {
  const field = fieldsAlong(path).at(-1)
  if (!field) return []
  const { type, options } = field
  if (type.refers) return [title === null ? null : text(title)]
  if (value === null || value === undefined) return Array.from({ length: 1 + (type.csvExtra?.length ?? 0) }, () => null)
  return type.toSheet?.(value as never, options, { timeZone }) ?? type.toCsv(value as never, options).map(text)
}

function text(words: string): SheetCell {
  return { kind: 'text', text: words }
}

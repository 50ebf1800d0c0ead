import {
  bad,
  type CompanionName,
  type FieldOptions,
  mostReferred,
  type Parsed,
  plainDecimal,
  refusedText as refusalOf,
  separateTexts,
  type TextConvention,
} from '@tendero/model'
import { Decimal } from 'decimal.js'
import type { FieldPlan, ImportPlan, PartPlan } from './import-plan.ts'
import { keptText } from './kept-text.ts'
import { splitName } from './person-name.ts'

/** A row of a file as values of its object's fields; references wait to be looked up. */
export interface RowReading {
  readonly values: Record<string, unknown>
  readonly references: readonly WantedReference[]
  /** What stands in the cells of companions; those without anything are left out. */
  readonly companions: readonly CompanionText[]
  readonly problems: readonly CellProblem[]
}

export interface CompanionText {
  readonly name: CompanionName
  readonly text: string
}

export interface WantedReference {
  readonly plan: FieldPlan
  readonly text: string
}

export interface CellProblem {
  readonly field: string | null
  readonly value: string | null
  readonly code: string
  readonly details?: Readonly<Record<string, string | number>>
}

const longestShown = 200
const longestCompanion = 50_000

/** What a spreadsheet shows where it could not compute. */
const formulaErrors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!'])

/** Reads the cells of one row; what is wrong with them is told, all of it. */
export function readRow(plan: ImportPlan, cells: readonly string[], convention: TextConvention): RowReading {
  const reading: OpenReading = { values: {}, references: [], problems: [] }
  for (const fieldPlan of plan.fields) {
    const texts = fieldPlan.parts.map((part) => cellText(part, cells, convention))
    const broken = texts.find((one) => formulaErrors.has(one))
    if (broken === undefined) readField(fieldPlan, texts, convention, reading)
    else reading.problems.push(cellProblem(fieldPlan.field.name, broken, { code: 'formula_error' }))
  }
  return { ...reading, companions: companionTexts(plan, cells, convention) }
}

interface OpenReading {
  readonly values: Record<string, unknown>
  readonly references: WantedReference[]
  readonly problems: CellProblem[]
}

function readField(
  plan: FieldPlan,
  texts: readonly string[],
  convention: TextConvention,
  { values, references, problems }: OpenReading,
): void {
  const { field, reference } = plan
  const [text = ''] = texts
  if (reference) {
    const wanted = wantedTexts(plan, text)
    const refused = refusalOf(text) ?? (wanted.length > mostReferred ? tooMany : undefined)
    if (refused) problems.push(cellProblem(field.name, text, refused))
    else references.push(...wanted.map((one) => ({ plan, text: one })))
  } else if (plan.splits) {
    if (text !== '') for (const [name, value] of Object.entries(splitName(text))) values[name] ??= value
  } else {
    const parsed = readCells(plan, texts, convention)
    if (!parsed.ok) problems.push(cellProblem(field.name, refusedText(plan, texts, parsed.code), parsed))
    else if (parsed.value !== null) values[field.name] = parsed.value
  }
}

const tooMany = bad('too_many', { most: mostReferred })

/** The words of a cell that each mean a record: all of it, or what stands between separators where there may be several. */
function wantedTexts({ field, parts: [part] }: FieldPlan, text: string): readonly string[] {
  if (field.type.refers !== 'several') return text === '' ? [] : [text]
  const texts = separateTexts(text)
  return part ? texts.map((one) => replaced(part, one)).filter((one) => one !== '') : texts
}

function companionTexts(
  { companions }: ImportPlan,
  cells: readonly string[],
  convention: TextConvention,
): readonly CompanionText[] {
  return companions.flatMap(({ name, part }) => {
    const text = keptText(cellText(part, cells, convention), longestCompanion)
    return text === '' ? [] : [{ name, text }]
  })
}

/** What is wrong, as it stands in the file: the one cell when the refusal says which, else all of the value. */
function refusedText({ field }: FieldPlan, texts: readonly string[], code: string): string {
  const part = field.type.refusedWord?.(code)
  return part === undefined ? texts.join(' ').trim() : (texts[part] ?? '')
}

function readCells({ field, parts }: FieldPlan, texts: readonly string[], convention: TextConvention): Parsed<unknown> {
  const constant = parts[0]?.constant
  if (constant !== undefined && constant !== null) {
    const exact = field.type.parse(constant, field.options as FieldOptions, convention)
    if (exact.ok) return exact
  }
  return field.type.fromCsv(texts, field.options, convention)
}

/** What stands in a cell, after the repairs that the setup asks for. */
function cellText(part: PartPlan, cells: readonly string[], convention: TextConvention): string {
  const raw = part.column === null ? constantText(part.constant) : plainCell(cells[part.column] ?? '')
  const text = replaced(part, raw.trim())
  return part.factor === undefined || text === '' ? text : multiplied(text, part.factor, convention)
}

/** Without the apostrophe that exports put before what a spreadsheet would compute. */
export function plainCell(cell: string): string {
  return /^'+[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell
}

function constantText(constant: unknown): string {
  if (Array.isArray(constant)) return constant.map(constantText).join('; ')
  return typeof constant === 'string' || typeof constant === 'number' || typeof constant === 'boolean'
    ? String(constant)
    : ''
}

function replaced({ replacements }: PartPlan, text: string): string {
  if (replacements.size === 0) return text
  const found = replacements.get(text)
  return found === undefined ? text : (found ?? '')
}

/** The product, written as the file writes numbers; what is no number stays as it is, to be reported. */
function multiplied(text: string, factor: number, convention: TextConvention): string {
  const plain = plainDecimal(text, convention)
  if (!plain.ok) return text
  const currency = /[A-Z]{3}|\p{Sc}/u.exec(text)?.[0] ?? ''
  return `${new Decimal(plain.value).times(factor).toFixed().replace('.', convention.decimal)} ${currency}`.trim()
}

export function cellProblem(
  field: string | null,
  value: string | null,
  { code, details }: { readonly code: string; readonly details?: Readonly<Record<string, string | number>> },
): CellProblem {
  return { field, value: value === null ? null : keptText(value, longestShown), code, ...(details ? { details } : {}) }
}

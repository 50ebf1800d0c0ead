import {
  type FieldOptions,
  type Parsed,
  plainDecimal,
  refusedText as refusalOf,
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
  readonly problems: readonly CellProblem[]
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

/** What a spreadsheet shows where it could not compute. */
const formulaErrors = new Set(['#NULL!', '#DIV/0!', '#VALUE!', '#REF!', '#NAME?', '#NUM!', '#N/A', '#SPILL!', '#CALC!'])

/** Reads the cells of one row; what is wrong with them is told, all of it. */
export function readRow(plan: ImportPlan, cells: readonly string[], convention: TextConvention): RowReading {
  const values: Record<string, unknown> = {}
  const references: WantedReference[] = []
  const problems: CellProblem[] = []
  for (const fieldPlan of plan.fields) {
    const { field, reference, parts } = fieldPlan
    const texts = parts.map((part) => cellText(part, cells, convention))
    const [text = ''] = texts
    const broken = texts.find((one) => formulaErrors.has(one))
    if (broken !== undefined) problems.push(cellProblem(field.name, broken, { code: 'formula_error' }))
    else if (reference) {
      const refused = refusalOf(text)
      if (refused) problems.push(cellProblem(field.name, text, refused))
      else if (text !== '') references.push({ plan: fieldPlan, text })
    } else if (fieldPlan.splits) {
      if (text !== '') for (const [name, value] of Object.entries(splitName(text))) values[name] ??= value
    } else {
      const parsed = readCells(fieldPlan, texts, convention)
      if (!parsed.ok) problems.push(cellProblem(field.name, refusedText(fieldPlan, texts, parsed.code), parsed))
      else if (parsed.value !== null) values[field.name] = parsed.value
    }
  }
  return { values, references, problems }
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
function plainCell(cell: string): string {
  return /^'+[=+\-@\t\r\n]/.test(cell) ? cell.slice(1) : cell
}

function constantText(constant: unknown): string {
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

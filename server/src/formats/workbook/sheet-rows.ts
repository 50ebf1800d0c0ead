import { Decimal } from 'decimal.js'
import { Failure } from '../../kernel/failure.ts'
import type { NumberKind } from './number-format.ts'
import { type DateSystem, serialText } from './serial-date.ts'
import { type XmlListener, xmlStream } from './xml-stream.ts'
import { OversizedPart, type ZipArchive } from './zip-archive.ts'

/** A row of a sheet; 1 is the topmost, as the spreadsheet counts. */
export interface SheetRow {
  readonly number: number
  readonly cells: readonly string[]
}

/** What the workbook knows that a sheet's cells refer to. */
export interface Cells {
  readonly dateSystem: DateSystem
  /** By the number of the cell's style. */
  readonly kinds: readonly NumberKind[]
  readonly texts: readonly string[]
}

/** Rows that hold something. A sheet of more is better saved as CSV. */
export const mostRows = 100_000
/** What a sheet may be, unpacked. */
const mostSheetBytes = 600_000_000
/** Columns that a mapping can name. */
const mostColumns = 2_000
/** The last row and column that a spreadsheet has. */
const lastRow = 1_048_576
const lastColumn = 16_384
const mostMerges = 100_000
/** Characters of cells that one chunk may tell: of a few bytes each they can name a long text that the sheets share. */
const mostToldAtOnce = 64_000_000
/** More digits than that are the rounding of binary fractions. */
const digits = 15

/**
 * The rows of a sheet that hold something, as `Workbook.rows` describes them.
 * @throws Failure 422 `too_many_rows`, `too_many_columns`
 */
export async function* sheetRows(archive: ZipArchive, part: string, cells: Cells): AsyncGenerator<readonly SheetRow[]> {
  const merged = await mergesOf(archive, part)
  const finds: SheetRow[] = []
  let count = 0
  let told = 0
  const tell = (text: string) => {
    told += text.length
    if (told > mostToldAtOnce) throw new OversizedPart(part)
  }
  const listener = rowListener({ ...cells, tell }, (row) => {
    merged.fill(row, tell)
    while (row.cells.at(-1) === '') row.cells.pop()
    if (row.cells.length === 0) return
    count += 1
    if (count > mostRows + 1) throw new Failure(422, 'too_many_rows', { details: { most: mostRows } })
    finds.push(row)
  })
  for await (const _ of xmlStream(archive.read(part, mostSheetBytes), listener)) {
    told = 0
    if (finds.length > 0) yield finds.splice(0)
  }
}

/** Cells that say how much they tell. */
interface TellingCells extends Cells {
  tell(text: string): void
}

interface OpenRow {
  readonly number: number
  readonly cells: string[]
}

function rowListener(cells: TellingCells, done: (row: OpenRow) => void): XmlListener {
  let row: OpenRow = { number: 0, cells: [] }
  let column = 0
  let type = ''
  let style = 0
  let value = ''
  let heard = false
  let aside = false
  return {
    open(name, attributes) {
      switch (name) {
        case 'row':
          row = { number: following(row.number, attributes.r ? Number(attributes.r) : undefined, lastRow), cells: [] }
          column = 0
          break
        case 'c':
          column = following(column, attributes.r ? columnOf(attributes.r) : undefined, lastColumn)
          type = attributes.t ?? 'n'
          style = Number(attributes.s ?? 0)
          value = ''
          break
        case 'v':
        case 't':
          heard = !aside
          break
        case 'rPh':
          aside = true
      }
    },
    text(more) {
      if (heard) value += more
    },
    close(name) {
      if (name === 'v' || name === 't') heard = false
      else if (name === 'rPh') aside = false
      else if (name === 'c') place(row.cells, column, cellText(cells, type, style, value))
      else if (name === 'row') done(row)
    },
  }
}

/** Where a row or cell stands: behind the one before it. What stands elsewhere makes no sheet, and may make an endless one. */
function following(before: number, said: number | undefined, last: number): number {
  const place = said ?? before + 1
  if (!(place > before && place <= last)) throw new Error('a row or cell out of its place')
  return place
}

function place(row: string[], column: number, text: string): void {
  if (text === '') return
  if (column > mostColumns) throw new Failure(422, 'too_many_columns', { details: { most: mostColumns } })
  while (row.length < column - 1) row.push('')
  row[column - 1] = text
}

/** 'AB12' stands in column 28; 1 is the first. */
function columnOf(place: string): number {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(place)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column
}

function cellText(cells: TellingCells, type: string, style: number, value: string): string {
  if (value === '') return ''
  switch (type) {
    case 's':
      return sharedText(cells, Number(value))
    case 'b':
      return value.trim() === '1' ? 'true' : 'false'
    case 'n':
      return numberText(value.trim(), cells.kinds[style] ?? 'number', cells.dateSystem)
    case 'd':
      return value.trim().replace(/T00:00(:00(\.0+)?)?Z?$/, '')
    default:
      return plainText(value)
  }
}

function sharedText({ texts, tell }: TellingCells, place: number): string {
  const text = texts[place] ?? ''
  tell(text)
  return plainText(text)
}

function numberText(written: string, kind: NumberKind, system: DateSystem): string {
  const number = Number(written)
  if (!Number.isFinite(number)) return written
  // What is too small for a number would be written out with all its zeros.
  if (number === 0) return kind === 'percent' ? '0%' : kind === 'number' ? '0' : (serialText(0, kind, system) ?? '0')
  if (kind === 'number') return shownNumber(written).toFixed()
  if (kind === 'percent') return `${shownNumber(written).times(100).toFixed()}%`
  return serialText(number, kind, system) ?? shownNumber(written).toFixed()
}

function shownNumber(written: string): Decimal {
  return new Decimal(written).toSignificantDigits(digits)
}

/** Signs that XML cannot hold are written as `_x000D_`. */
function plainText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}

/** As far as what is asked of it, and no further than is held of it: a long element is not gone through again and again. */
const mergeElement = /<(?:\w+:)?mergeCell [^<>]{0,150}?ref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g
const longestMerge = 200

interface Merge {
  readonly column: number
  readonly from: number
  readonly to: number
}

/**
 * Cells that are merged downwards: their first row's value is that of all. The list stands behind the rows, so the part
 * is read twice; the first time only as text, which is ten times faster.
 */
async function mergesOf(
  archive: ZipArchive,
  part: string,
): Promise<{ fill(row: OpenRow, tell: (text: string) => void): void }> {
  const merges: Merge[] = []
  let held = ''
  for await (const chunk of archive.read(part, mostSheetBytes)) {
    const text = held + chunk.toString('latin1')
    for (const [, left = '', top, bottom] of text.matchAll(mergeElement))
      if (top !== bottom && merges.length < mostMerges)
        merges.push({ column: columnOf(left), from: Number(top), to: Number(bottom) })
    held = text.slice(Math.max(text.lastIndexOf('<'), text.length - longestMerge))
  }
  const waiting = merges.sort((a, b) => a.from - b.from)
  /** By their column: in each, one at a time. */
  const open = new Map<number, { readonly to: number; readonly text: string }>()
  let next = 0
  return {
    fill({ number, cells }, tell) {
      for (const [column, { to, text }] of open) {
        if (number <= to) {
          tell(text)
          place(cells, column, text)
        }
        if (number >= to) open.delete(column)
      }
      for (let merge = waiting[next]; merge && merge.from <= number; merge = waiting[next]) {
        if (merge.from === number) open.set(merge.column, { to: merge.to, text: cells[merge.column - 1] ?? '' })
        next += 1
      }
    },
  }
}

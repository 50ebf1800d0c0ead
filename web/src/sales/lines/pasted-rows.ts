import type { Language } from '@tendero/model/translated'
import { plainNumber } from '../../fields/typed-number.ts'

/** The columns of the lines, from left to right. */
export const lineColumns = ['product', 'description', 'quantity', 'unitPrice', 'discount'] as const
export type LineColumn = (typeof lineColumns)[number]

const figures: ReadonlySet<LineColumn> = new Set(['quantity', 'unitPrice', 'discount'])

/** What a row from a spreadsheet fills in; `product` is a name still to be looked up. */
export type PastedRow = Readonly<Partial<Record<LineColumn, string>>>

/**
 * Rows copied from a spreadsheet, laid over the lines from the column where they are pasted. Numbers are read as the
 * person's language writes them, without signs of currency; a first row of headings is left out.
 * @returns undefined when the text is one value alone, for the cell to take as it is
 */
export function pastedRows(text: string, from: LineColumn, language: Language): readonly PastedRow[] | undefined {
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '').split('\n')
  if (lines.length === 1 && !text.includes('\t')) return undefined
  const columns = lineColumns.slice(lineColumns.indexOf(from))
  const rows = lines.filter((line) => line.trim() !== '').map((line) => cellsOf(line, columns, language))
  const [first, ...others] = rows
  return first && isHeading(first, others) ? others.map(({ row }) => row) : rows.map(({ row }) => row)
}

interface Read {
  readonly row: PastedRow
  /** Some figure was none. */
  readonly wrong: boolean
}

function cellsOf(line: string, columns: readonly LineColumn[], language: Language): Read {
  let wrong = false
  const row: Partial<Record<LineColumn, string>> = {}
  for (const [index, cell] of line.split('\t').entries()) {
    const column = columns[index]
    const text = cell.trim()
    if (!column || text === '') continue
    if (!figures.has(column)) {
      row[column] = text
      continue
    }
    const plain = plainNumber(text.replace(/[^\d.,\s'’−-]/g, ''), language)
    if (typeof plain === 'string') row[column] = plain
    else wrong = true
  }
  return { row, wrong }
}

function isHeading(first: Read, others: readonly Read[]): boolean {
  return first.wrong && others.length > 0 && others.every(({ wrong }) => !wrong)
}

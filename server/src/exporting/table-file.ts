import { Readable } from 'node:stream'
import type { SheetCell } from '@tendero/model'
import { clockText } from '@tendero/model/fields/duration'
import { workbookStream } from '../formats/workbook/write-workbook.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Failure } from '../kernel/failure.ts'
import { csvExport, inertCell } from './csv-export.ts'
import { xlsxExport } from './xlsx-export.ts'

/** A table that leaves as a file: no records of one object, but what a report makes of them. */
interface TableFile {
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>
}

/** A file that is written while it is read. */
export interface MadeFile {
  readonly contentType: string
  readonly extension: string
  content(): Readable
}

/** @throws Failure 422 `invalid_format` for others than csv and xlsx */
export function tableFile(table: TableFile, format: string): MadeFile {
  if (format === 'csv') return { ...csvExport, content: () => Readable.from(csvText(table), { objectMode: false }) }
  if (format === 'xlsx') return { ...xlsxExport, content: () => workbookStream([table]) }
  throw new Failure(422, 'invalid_format', { details: { known: ['csv', 'xlsx'] } })
}

async function* csvText({ heads, rows }: TableFile): AsyncGenerator<string> {
  yield `\ufeff${csvLine(heads.map(inertCell), ',')}`
  for await (const row of rows)
    yield csvLine(
      row.map((cell) => inertCell(cellText(cell))),
      ',',
    )
}

/** A cell as plain text that programs read: decimals with a point, ISO days. */
function cellText(cell: SheetCell): string {
  switch (cell?.kind) {
    case undefined:
      return ''
    case 'text':
      return cell.text
    case 'number':
    case 'amount':
    case 'percent':
    case 'boolean':
      return String(cell.value)
    case 'date':
      return cell.day
    case 'date_time':
      return cell.local
    case 'duration':
      return clockText(cell.seconds)
  }
}

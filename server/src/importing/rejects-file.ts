import { type FileHandle, open } from 'node:fs/promises'
import type { ImportRun, ImportSetup } from '@tendero/model'
import { inertCell } from '../exporting/index.ts'
import { csvLine } from '../kernel/csv-line.ts'
import type { Outcome } from './tally.ts'

/**
 * The rows that were refused, as they stood in the file, each with its reasons. It opens in a spreadsheet, which computes
 * none of it: what begins like a formula gets an apostrophe, which an import takes off.
 */
export interface RejectsFile {
  /** Writes the bad ones among the rows at a place; @returns the place after them */
  write(at: number, outcomes: readonly Outcome[]): Promise<number>
  /** Cuts off what was written beyond a place. */
  close(at: number): Promise<void>
}

const mark = '\ufeff'

export function openRejects(path: string, setup: ImportSetup, columns: ImportRun['columns']): RejectsFile {
  let handle: Promise<FileHandle> | undefined
  const { delimiter, header } = setup.format
  const width = columns.length
  const head = header ? csvLine([...columns.map((one) => inert(one.name)), 'row', 'problem'], delimiter) : ''
  return {
    async write(at, outcomes) {
      const lines = outcomes.flatMap((one) => (one.what === 'bad' ? [line(one, width, delimiter)] : []))
      if (lines.length === 0) return at
      handle ??= open(path, at === 0 ? 'w' : 'r+')
      const text = Buffer.from(`${at === 0 ? mark + head : ''}${lines.join('')}`)
      await (await handle).write(text, 0, text.length, at)
      return at + text.length
    },
    async close(at) {
      const opened = await handle
      await opened?.truncate(at)
      await opened?.close()
    },
  }
}

function line({ row, problems }: Extract<Outcome, { what: 'bad' }>, width: number, delimiter: string): string {
  const cells = [...row.cells, ...Array.from({ length: Math.max(width - row.cells.length, 0) }, () => '')]
  const reasons = problems.map(({ field, code, value }) =>
    [field ? `${field}:` : '', code, value ? `(${value})` : ''].filter(Boolean).join(' '),
  )
  return csvLine([...cells.map(inert), String(row.number), reasons.join('; ')], delimiter)
}

/** With an apostrophe of its own a cell is a text already. */
function inert(cell: string): string {
  return cell.startsWith("'") ? cell : inertCell(cell)
}

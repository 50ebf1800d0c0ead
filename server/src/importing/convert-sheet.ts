import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { openWorkbook, type Workbook } from '../formats/workbook/read-workbook.ts'
import type { SheetRow } from '../formats/workbook/sheet-rows.ts'
import { csvLine } from '../kernel/csv-line.ts'
import { Failure } from '../kernel/failure.ts'
import { largestFile } from './import-files.ts'
import { withoutTitles } from './sheet-titles.ts'

/** The beginning of a sheet: enough to tell what its columns are. */
export interface SheetHead {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

const rowsOfHead = 20

/**
 * The sheets of a workbook that hold something, each with its first rows.
 * @throws Failure 422 `unreadable_workbook`, `workbook_too_large`
 */
export async function sheetHeads(original: string): Promise<readonly SheetHead[]> {
  const workbook = await openWorkbook(original)
  try {
    const heads: SheetHead[] = []
    for (const name of workbook.sheets) {
      const rows = await firstRows(workbook, name)
      if (rows.length > 0) heads.push({ name, rows })
    }
    return heads
  } finally {
    workbook.close()
  }
}

async function firstRows(workbook: Workbook, sheet: string): Promise<SheetHead['rows']> {
  const found: SheetRow[] = []
  for await (const rows of workbook.rows(sheet)) {
    found.push(...rows)
    if (found.length >= rowsOfHead) break
  }
  return withoutTitles(found.map((row) => row.cells)).slice(0, rowsOfHead)
}

/**
 * Writes a sheet as CSV (UTF-8, commas, numbers with a point, dates as ISO), which is then imported like any other.
 * @returns its bytes
 * @throws Failure 422 as `openWorkbook` and its rows, `unknown_sheet`
 */
export async function convertSheet(original: string, sheet: string, target: string): Promise<number> {
  const workbook = await openWorkbook(original)
  const unfinished = `${target}.part`
  try {
    let bytes = 0
    const count = (more: number) => {
      bytes += more
      if (bytes > largestFile) throw new Failure(422, 'workbook_too_large')
    }
    await pipeline(counted(linesOf(workbook.rows(sheet)), count), createWriteStream(unfinished))
    await rename(unfinished, target)
    return bytes
  } finally {
    workbook.close()
    await rm(unfinished, { force: true })
  }
}

async function* linesOf(batches: AsyncIterable<readonly SheetRow[]>): AsyncGenerator<string> {
  let begun = false
  for await (const rows of batches) {
    const cells = rows.map((row) => row.cells)
    yield (begun ? cells : withoutTitles(cells)).map((row) => csvLine(row, ',')).join('')
    begun = true
  }
}

async function* counted(texts: AsyncIterable<string>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const text of texts) {
    const chunk = Buffer.from(text)
    count(chunk.length)
    yield chunk
  }
}

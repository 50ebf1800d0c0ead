import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { CsvFormat, ImportRun } from '@tendero/model'
import iconv from 'iconv-lite'
import type { Kernel } from '../kernel/kernel.ts'
import { sampleRows } from './detect-format.ts'
import { importFiles, requireFile } from './import-files.ts'
import { keptText } from './kept-text.ts'
import { headerKey } from './suggest-mapping.ts'

/** As much of a file as detection looks at. */
const sampleBytes = 256 * 1024
const mostSamples = 5

/** The text with which a file begins. */
export async function beginning(path: string, encoding: string): Promise<string> {
  const handle = await open(path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0)
    return iconv.decode(buffer.subarray(0, bytesRead), encoding)
  } finally {
    await handle.close()
  }
}

/** Columns and samples of a stored file as a format reads them. */
export async function readColumns(
  kernel: Kernel,
  workspaceId: string,
  id: string,
  format: CsvFormat,
): Promise<ImportRun['columns']> {
  requireFile(kernel, workspaceId, id)
  return columnsOf(await beginning(importFiles(kernel.dataDir, workspaceId, id).file, format.encoding), format)
}

/** The first rows of a stored file as a format reads them, the header among them. */
export async function readFirstRows(
  kernel: Kernel,
  workspaceId: string,
  id: string,
  format: CsvFormat,
): Promise<readonly (readonly string[])[]> {
  requireFile(kernel, workspaceId, id)
  const text = await beginning(importFiles(kernel.dataDir, workspaceId, id).file, format.encoding)
  const rows = sampleRows(text, format.delimiter, format.quote).slice(0, mostPreviewed)
  return rows.map((cells) => cells.slice(0, format.problemColumn).map((cell) => cell.slice(0, longestPreviewed)))
}

const mostPreviewed = 12
const longestPreviewed = 200

/** The columns of a file's beginning, with some of what they hold. */
export function columnsOf(text: string, format: CsvFormat): ImportRun['columns'] {
  const rows = sampleRows(text, format.delimiter, format.quote).slice(0, 200)
  const [first = [], ...rest] = rows
  const data = format.header ? rest : rows
  const width = format.problemColumn ?? Math.max(first.length, ...data.slice(0, 50).map((row) => row.length))
  return Array.from({ length: rows.length === 0 ? 0 : width }, (_, index) => ({
    index,
    name: keptText((format.header ? (first[index] ?? '') : '').trim(), 200),
    samples: [...new Set(data.map((row) => (row[index] ?? '').trim()).filter(Boolean))]
      .slice(0, mostSamples)
      .map((one) => keptText(one, 100)),
  }))
}

export function keyOfHeader(columns: ImportRun['columns']): string {
  return createHash('sha256').update(headerKey(columns)).digest('base64')
}

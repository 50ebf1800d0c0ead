import { createReadStream, existsSync } from 'node:fs'
import type { RejectedRow } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { csvBatches } from './csv-file.ts'
import { importFiles } from './import-files.ts'
import { plainCell } from './read-row.ts'
import type { StoredImport } from './stored-imports.sql.ts'

/** What stands behind the cells of a refused row: its number and the reasons. */
const furtherCells = 2

/** The refused rows whose problems are known one by one: those of the first hundred problems. */
export async function rejectedRows(
  { dataDir }: Pick<Kernel, 'dataDir'>,
  workspaceId: string,
  { id, setup, problems, rejectBytes }: StoredImport,
): Promise<readonly RejectedRow[]> {
  const { rejects } = importFiles(dataDir, workspaceId, id)
  if (rejectBytes === 0 || !existsSync(rejects)) return []
  const last = problems.at(-1)?.row ?? 0
  const found: RejectedRow[] = []
  const format = { ...setup.format, encoding: 'utf-8', quote: '"', problemColumn: undefined }
  for await (const rows of csvBatches(createReadStream(rejects, { end: rejectBytes - 1 }), format)) {
    for (const { cells } of rows) {
      const row = Number(cells.at(-furtherCells))
      if (row <= last)
        found.push({
          row,
          cells: cells.slice(0, -furtherCells).map(plainCell),
          problems: problems.filter((one) => one.row === row),
        })
    }
    if (found.length < rows.length) break
  }
  return found
}

import type { CellCorrection } from '@tendero/model'
import type { CsvRow } from './csv-file.ts'

/** Corrections by their row. */
export type CorrectionsByRow = ReadonlyMap<number, readonly CellCorrection[]>

export function correctionsByRow(corrections: readonly CellCorrection[] = []): CorrectionsByRow {
  const byRow = new Map<number, CellCorrection[]>()
  for (const one of corrections) byRow.set(one.row, [...(byRow.get(one.row) ?? []), one])
  return byRow
}

/**
 * A row as it is to be read. Who corrected it has looked at it: what whoever made the file found wrong no longer counts.
 */
export function correctedRow(row: CsvRow, corrections: CorrectionsByRow): CsvRow {
  const own = corrections.get(row.number)
  if (!own) return row
  const cells = [...row.cells]
  for (const { column, text } of own) {
    while (cells.length < column) cells.push('')
    cells[column] = text
  }
  return { number: row.number, cells }
}

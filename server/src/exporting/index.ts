import type { Slice } from '../kernel/kernel.ts'
import { exportEndpoints } from './export-endpoints.action.ts'

export { inertCell } from './csv-export.ts'
export { exportFormat } from './export-formats.sql.ts'
export { prepareExport } from './export-records.sql.ts'
export { notedRows } from './noted-rows.ts'
export { type MadeFile, tableFile } from './table-file.ts'

/** Records that leave as files. */
export const exporting: Slice = {
  endpoints: exportEndpoints,
}

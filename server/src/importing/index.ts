import type { Slice } from '../kernel/kernel.ts'
import { importEndpoints } from './import-endpoints.action.ts'
import { importSubscribers } from './import-subscribers.job.ts'
import { removeImportFiles } from './remove-files.job.ts'

export { importFiles } from './import-files.ts'
export { continueNow, importNow } from './import-now.action.ts'
export { likeness } from './nearest.ts'
export { fileContent } from './receive-import.action.ts'

/** Files that become records: how they are read, checked, written and taken back. */
export const importing: Slice = {
  endpoints: importEndpoints,
  subscribers: importSubscribers,
  schedules: [removeImportFiles],
}

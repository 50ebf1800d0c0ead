import type { Slice } from '../kernel/kernel.ts'
import { importSubscribers } from './import-subscribers.job.ts'

/** Files that become records: how they are read, checked, written and taken back. */
export const importing: Slice = {
  subscribers: importSubscribers,
}

import type { Slice } from '../kernel/kernel.ts'
import { fileEndpoints } from './file-endpoints.action.ts'
import { fileRoomEndpoints } from './file-room-endpoints.action.ts'
import { attachedFilesLifecycle, fileFieldsLifecycle } from './hold-files.action.ts'
import { removeOrphanContents, removeOrphanFiles } from './remove-orphans.job.ts'

/** Files that people keep with records: attached to them, or standing in their fields. */
export const files: Slice = {
  lifecycles: [fileFieldsLifecycle, attachedFilesLifecycle],
  endpoints: [...fileEndpoints, ...fileRoomEndpoints],
  schedules: [removeOrphanFiles, removeOrphanContents],
}

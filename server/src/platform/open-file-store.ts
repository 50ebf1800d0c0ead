import { join } from 'node:path'
import { openDiskStore } from './disk-store.ts'
import type { FileStore } from './file-store.ts'
import { openS3Store, type S3Location } from './s3-store.ts'

/** Contents of files lie in S3 where that is said, else in the data folder. */
export function openFileStore(dataDir: string, location?: S3Location): FileStore {
  return location ? openS3Store(location) : openDiskStore(join(dataDir, 'files', 'contents'))
}

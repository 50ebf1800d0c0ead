import { imageVariants } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { contentKey, variantKey } from './content-key.ts'

/** Deletes what lies in the store of files whose rows are gone, with all that was made of it. */
export async function deleteContents(
  { files }: Pick<Kernel, 'files'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids)
    for (const key of [contentKey(workspaceId, id), ...imageVariants.map((one) => variantKey(workspaceId, id, one))])
      await files.delete(key)
}

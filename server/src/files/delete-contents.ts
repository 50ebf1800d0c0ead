import { imageVariants } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { contentKey, variantKey } from './content-key.ts'

/**
 * Deletes what lies in the store of files whose rows are gone, with all that was made of it. What the store does not delete
 * now is no reason to leave the rest, or to say that nothing was done: the night removes it.
 */
export async function deleteContents(
  { files, log }: Pick<Kernel, 'files' | 'log'>,
  workspaceId: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids)
    for (const key of [contentKey(workspaceId, id), ...imageVariants.map((one) => variantKey(workspaceId, id, one))])
      await files.delete(key).catch((error: unknown) => log.warn({ err: error, key }, 'a content was left'))
}

import { Readable } from 'node:stream'
import { type ImageVariant, imageMediaTypes } from '@tendero/model'
import { Failure, notFound } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { contentKey, variantKey } from './content-key.ts'
import type { FoundFile } from './found-file.sql.ts'
import { makeVariant } from './make-variant.ts'

/** Larger files are no pictures to make smaller ones of: 50 MB. */
const largestImage = 50 * 1024 * 1024

const inWork = new Map<string, Promise<Buffer>>()

/**
 * A smaller variant of an image: made when it is first asked for, and kept beside it.
 * @throws Failure 422 `not_an_image`, 404 when the content is gone
 */
export async function imageVariant(
  kernel: Kernel,
  workspaceId: string,
  file: FoundFile,
  variant: ImageVariant,
): Promise<Readable> {
  if (!imageMediaTypes.includes(file.type) || file.size > largestImage) throw new Failure(422, 'not_an_image')
  const key = variantKey(workspaceId, file.id, variant)
  const kept = await kernel.files.get(key)
  if (kept) return kept
  const making = inWork.get(key) ?? make(kernel, contentKey(workspaceId, file.id), key, variant)
  inWork.set(key, making)
  try {
    return Readable.from([await making])
  } finally {
    inWork.delete(key)
  }
}

async function make(kernel: Kernel, from: string, to: string, variant: ImageVariant): Promise<Buffer> {
  const image = await kernel.files.get(from)
  if (!image) throw notFound()
  const made = await makeVariant(image, variant)
  await kernel.files.put(to, Readable.from([made]))
  return made
}

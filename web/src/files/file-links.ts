import { fileContentPath } from '@tendero/model/fields/file'
import { type ImageVariant, imageMediaTypes } from '@tendero/model/fields/image'
import { linkUrl } from '../kernel/transport.ts'

/** Where a browser finds the content of a file. */
export function contentUrl(id: string): string {
  return linkUrl(fileContentPath(id))
}

/** Where it is found to be kept rather than shown. */
export function downloadUrl(id: string): string {
  return linkUrl(fileContentPath(id), { download: 'true' })
}

/** Where a smaller variant of an image is found, its longest side in pixels. */
export function variantUrl(id: string, side: ImageVariant): string {
  return linkUrl(`/files/${id}/variants/${side}`)
}

/** How a file can be looked at here; undefined when it cannot. */
export type Preview = 'image' | 'pdf' | 'text' | 'audio' | 'video'

const texts = new Set(['text/plain', 'text/csv', 'text/markdown'])
const videos = new Set(['video/mp4', 'video/webm', 'video/quicktime'])

export function previewOf(type: string): Preview | undefined {
  if (imageMediaTypes.includes(type)) return 'image'
  if (type === 'application/pdf') return 'pdf'
  if (texts.has(type)) return 'text'
  if (videos.has(type)) return 'video'
  return type.startsWith('audio/') ? 'audio' : undefined
}

import { imageMediaTypes } from '@tendero/model'
import { contentDisposition } from '../kernel/content-disposition.ts'

/** Shown as text, whatever they are. */
const textTypes = new Set(['text/plain', 'text/csv', 'text/markdown'])

/** What a browser shows and does not run; everything else it is given to keep. SVG and HTML are programs. */
const shownTypes = new Set([
  ...imageMediaTypes,
  ...textTypes,
  'application/pdf',
  'audio/mp4',
  'audio/mpeg',
  'audio/ogg',
  'audio/wav',
  'audio/flac',
  'video/mp4',
  'video/webm',
  'video/quicktime',
])

/** No script, no form, no origin: should a browser take a file for a page after all. */
const sandbox =
  "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'self'; sandbox"
/** The browser's own viewer does not run in a sandbox, and runs nothing of the file outside of its own. */
const besideApplication = "frame-ancestors 'self'"

/**
 * The headers with which a content is handed out: never as something that runs in the name of whoever looks at it.
 * @param type media type, by the content
 * @param keep wants it as a file rather than on the screen
 */
export function deliveryHeaders(name: string, type: string, keep: boolean): Readonly<Record<string, string>> {
  const shown = !keep && shownTypes.has(type)
  return {
    'content-type': textTypes.has(type) ? 'text/plain; charset=utf-8' : shown ? type : storedType(type),
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
    'content-security-policy': shown && type === 'application/pdf' ? besideApplication : sandbox,
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  }
}

/** What is kept and not shown has a type of its own only if no browser makes a page of it. */
function storedType(type: string): string {
  return /html|xml|svg/.test(type) && !type.includes('openxmlformats') ? 'application/octet-stream' : type
}

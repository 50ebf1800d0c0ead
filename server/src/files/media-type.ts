/** As much of a content as its type is told by. */
export const headBytes = 4_096

/** What stands where in contents of a type: texts in Latin-1, at their offsets. */
const signatures: readonly (readonly [type: string, ...marks: (readonly [offset: number, text: string])[]])[] = [
  ['image/jpeg', [0, '\xff\xd8\xff']],
  ['image/png', [0, '\x89PNG\r\n\x1a\n']],
  ['image/gif', [0, 'GIF8']],
  ['image/webp', [0, 'RIFF'], [8, 'WEBP']],
  ['image/avif', [4, 'ftypavif']],
  ['image/avif', [4, 'ftypavis']],
  ['image/heic', [4, 'ftyphei']],
  ['image/heic', [4, 'ftypmif1']],
  ['image/tiff', [0, 'II*\0']],
  ['image/tiff', [0, 'MM\0*']],
  ['application/pdf', [0, '%PDF-']],
  ['audio/mp4', [4, 'ftypM4A ']],
  ['video/quicktime', [4, 'ftypqt  ']],
  ['video/mp4', [4, 'ftyp']],
  ['audio/wav', [0, 'RIFF'], [8, 'WAVE']],
  ['audio/flac', [0, 'fLaC']],
  ['audio/ogg', [0, 'OggS']],
  ['audio/mpeg', [0, 'ID3']],
  ['audio/mpeg', [0, '\xff\xfb']],
  ['audio/mpeg', [0, '\xff\xf3']],
  ['application/gzip', [0, '\x1f\x8b']],
  ['application/x-7z-compressed', [0, '7z\xbc\xaf\x27\x1c']],
  ['application/vnd.rar', [0, 'Rar!\x1a\x07']],
  ['application/rtf', [0, '{\\rtf']],
  ['application/x-ole-storage', [0, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1']],
]

/** Both kinds of video that lie in a Matroska container; which, it says near its beginning. */
const matroska = '\x1aE\xdf\xa3'

/** What a ZIP is by the names that it begins with. */
const packages: readonly (readonly [type: string, holds: RegExp])[] = [
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', /word\//],
  ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', /xl\//],
  ['application/vnd.openxmlformats-officedocument.presentationml.presentation', /ppt\//],
]

/** Texts are told apart by the ending of their name alone; none of these is more than text to a browser. */
const texts: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  md: 'text/markdown',
  json: 'application/json',
  ics: 'text/calendar',
  vcf: 'text/vcard',
  eml: 'message/rfc822',
}

/**
 * The media type of a content, by how it begins: neither what its sender says nor its name makes a program of it.
 * @param head the first bytes, up to `headBytes`
 */
export function mediaTypeOf(head: Buffer, name: string): string {
  const begin = head.toString('latin1')
  const [known] = signatures.find(([, ...marks]) => marks.every(([at, text]) => begin.startsWith(text, at))) ?? []
  if (known) return known
  if (begin.startsWith(matroska)) return begin.slice(0, 64).includes('webm') ? 'video/webm' : 'video/x-matroska'
  if (begin.startsWith('PK\x03\x04')) return packageType(begin)
  return isText(head) ? textType(head.toString('utf8'), name) : 'application/octet-stream'
}

/** The OpenDocument formats say it themselves, in their first entry. */
function packageType(begin: string): string {
  const said = /^PK.{28}mimetype(application\/vnd\.oasis\.opendocument\.[a-z]+)/s.exec(begin)?.[1]
  return said ?? packages.find(([, holds]) => holds.test(begin))?.[0] ?? 'application/zip'
}

/** Tab, line feed, form feed, carriage return, escape. */
const textControls = new Set([9, 10, 12, 13, 27])

function isText(head: Buffer): boolean {
  return head.every((byte) => byte >= 32 || textControls.has(byte))
}

function textType(begin: string, name: string): string {
  if (/<svg[\s>]/i.test(begin)) return 'image/svg+xml'
  if (/<(!doctype html|html|head|body|script|iframe|meta|title|style|link|img|object|embed|base)[\s>]/i.test(begin))
    return 'text/html'
  if (/^\ufeff?\s*<\?xml/i.test(begin)) return 'application/xml'
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return texts[ending] ?? 'text/plain'
}

import { expect, test } from 'vitest'
import { mediaTypeOf } from './media-type.ts'

const bytes = (text: string) => Buffer.from(text, 'latin1')

test.each([
  ['\xff\xd8\xff\xe0 JFIF', 'a.png', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n', 'a.jpg', 'image/png'],
  ['GIF89a', 'a', 'image/gif'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'a', 'image/webp'],
  ['RIFF\x10\0\0\0WAVEfmt ', 'a', 'audio/wav'],
  ['\0\0\0\x20ftypavif', 'a', 'image/avif'],
  ['\0\0\0\x20ftypheic', 'a', 'image/heic'],
  ['\0\0\0\x20ftypisom', 'a', 'video/mp4'],
  ['\0\0\0\x20ftypM4A ', 'a', 'audio/mp4'],
  ['\0\0\0\x14ftypqt  ', 'a', 'video/quicktime'],
  ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm', 'a', 'video/webm'],
  ['\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x88matroska', 'a', 'video/x-matroska'],
  ['ID3\x04', 'a', 'audio/mpeg'],
  ['OggS\0', 'a', 'audio/ogg'],
  ['%PDF-1.7', 'a.txt', 'application/pdf'],
  ['{\\rtf1', 'a', 'application/rtf'],
  ['\x1f\x8b\x08', 'a.txt', 'application/gzip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'a.doc', 'application/x-ole-storage'],
  ['MZ\x90\0', 'a.pdf', 'application/octet-stream'],
])('%j is told by its bytes, whatever its name', (head, name, type) => {
  expect(mediaTypeOf(bytes(head), name)).toBe(type)
})

test.each([
  ['', 'application/zip'],
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
])('a package that begins with %j', (first, type) => {
  expect(mediaTypeOf(bytes(`PK\x03\x04${'\0'.repeat(26)}${first}`), 'a.zip')).toBe(type)
})

test('an OpenDocument file says itself what it is', () => {
  const head = `PK\x03\x04${'\0'.repeat(26)}mimetypeapplication/vnd.oasis.opendocument.textPK\x03\x04`
  expect(mediaTypeOf(bytes(head), 'a')).toBe('application/vnd.oasis.opendocument.text')
})

test.each([
  ['plain words', 'a.txt', 'text/plain'],
  ['a;b\n1;2', 'a.CSV', 'text/csv'],
  ['# title', 'readme.md', 'text/markdown'],
  ['{}', 'a.json', 'application/json'],
  ['ñandú', 'a', 'text/plain'],
  ['<?xml version="1.0"?><a/>', 'a.txt', 'application/xml'],
  ['\n\n<!-- x --><SVG onload=x>', 'a.txt', 'image/svg+xml'],
  ['<?xml version="1.0"?>\n<svg>', 'a.txt', 'image/svg+xml'],
  ['hello <script>alert(1)</script>', 'a.txt', 'text/html'],
  ['a < b and b > c', 'a.txt', 'text/plain'],
  ['words\0words', 'a.txt', 'application/octet-stream'],
])('the text %j', (head, name, type) => {
  expect(mediaTypeOf(Buffer.from(head), name)).toBe(type)
})

import { deflateSync } from 'node:zlib'
import { type Canvas, createCanvas } from '@napi-rs/canvas'

export type PictureType = 'png' | 'jpeg' | 'webp' | 'avif' | 'gif'

const encodings: Readonly<Record<PictureType, (canvas: Canvas) => Promise<Uint8Array>>> = {
  png: (canvas) => canvas.encode('png'),
  jpeg: (canvas) => canvas.encode('jpeg'),
  webp: (canvas) => canvas.encode('webp'),
  avif: (canvas) => canvas.encode('avif'),
  gif: (canvas) => canvas.encode('gif'),
}

/** A picture of one colour, its left upper quarter white. */
export async function picture(
  width: number,
  height: number,
  type: PictureType = 'png',
  color = '#3366cc',
): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = color
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#fff'
  context.fillRect(0, 0, width / 2, height / 2)
  return new Uint8Array(await encodings[type](canvas))
}

/** A JPEG as a camera writes it: with the way it was held and whose it is. @param orientation 1 to 8, as Exif counts */
export async function photo(width: number, height: number, orientation: number): Promise<Uint8Array<ArrayBuffer>> {
  const drawn = await picture(width, height, 'jpeg')
  return new Uint8Array(Buffer.concat([drawn.subarray(0, 2), exifSegment(orientation), drawn.subarray(2)]))
}

/** A PNG of a few kilobytes that is white all over and takes `width * height * 4` bytes to decode. */
export function bomb(width: number, height: number): Uint8Array<ArrayBuffer> {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  // One bit a pixel, grey.
  head[8] = 1
  const lines = Buffer.alloc((Math.ceil(width / 8) + 1) * height)
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(lines)), chunk('IEND', Buffer.alloc(0))]
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]))
}

const orientationTag = 0x0112
const copyrightTag = 0x8298
const owner = 'Secret owner\0'

/** Exif 2.32: a TIFF of one directory in an application segment. */
function exifSegment(orientation: number): Buffer {
  const entries = 2
  const after = 8 + 2 + entries * 12 + 4
  const tiff = Buffer.alloc(after + owner.length)
  tiff.write('II*\0', 0, 'latin1')
  tiff.writeUInt32LE(8, 4)
  tiff.writeUInt16LE(entries, 8)
  writeEntry(tiff, 10, { tag: orientationTag, type: 3, count: 1, value: orientation })
  writeEntry(tiff, 22, { tag: copyrightTag, type: 2, count: owner.length, value: after })
  tiff.write(owner, after, 'latin1')
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])
  const marker = Buffer.from([0xff, 0xe1, 0, 0])
  marker.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([marker, body])
}

interface ExifEntry {
  readonly tag: number
  readonly type: number
  readonly count: number
  readonly value: number
}

function writeEntry(tiff: Buffer, at: number, { tag, type, count, value }: ExifEntry): void {
  tiff.writeUInt16LE(tag, at)
  tiff.writeUInt16LE(type, at + 2)
  tiff.writeUInt32LE(count, at + 4)
  tiff.writeUInt32LE(value, at + 8)
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body])
  const framed = Buffer.alloc(typed.length + 8)
  framed.writeUInt32BE(body.length, 0)
  typed.copy(framed, 4)
  framed.writeUInt32BE(checksum(typed), typed.length + 4)
  return framed
}

/** CRC-32 of PNG (ISO 3309). */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return ~crc >>> 0
}

/** Pixels from side to side. */
export interface PictureSize {
  readonly width: number
  readonly height: number
}

/**
 * The size that a decoder makes a picture of, where it is not what stands first in the head: a GIF grows with its first
 * frame, and a JPEG may have filling and rubbish before its frame, over which other readers stumble to another one.
 * @param type as `image-size` calls it
 * @returns undefined for other types, which have one size, and for a content that says none
 */
export function trueSize(content: Buffer, type: string | undefined): PictureSize | undefined {
  try {
    if (type === 'gif') return gifSize(content)
    if (type === 'jpg') return jpegSize(content)
  } catch (error) {
    // It ends before it says so.
    if (!(error instanceof RangeError)) throw error
  }
  return undefined
}

const screenLength = 13
const extension = 0x21
const image = 0x2c

/** GIF89a, 18 to 25: the screen, and what of the first frame lies outside of it. */
function gifSize(content: Buffer): PictureSize | undefined {
  let at = screenLength + colorTableLength(content.readUInt8(10))
  while (content.readUInt8(at) === extension) at = behindBlocks(content, at + 2)
  if (content.readUInt8(at) !== image) return undefined
  return {
    width: Math.max(content.readUInt16LE(6), content.readUInt16LE(at + 1) + content.readUInt16LE(at + 5)),
    height: Math.max(content.readUInt16LE(8), content.readUInt16LE(at + 3) + content.readUInt16LE(at + 7)),
  }
}

function colorTableLength(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0
}

function behindBlocks(content: Buffer, from: number): number {
  let at = from
  while (content.readUInt8(at) > 0) at += content.readUInt8(at) + 1
  return at + 1
}

/** Markers in the range of frames that are none: tables of codes, a reserved one, arithmetic conditions. */
const noFrames = new Set([0xc4, 0xc8, 0xcc])

/** ITU T.81, B.1: the first frame, found as decoders do, over filling and rubbish. */
function jpegSize(content: Buffer): PictureSize | undefined {
  for (let at = 2; ; ) {
    while (content.readUInt8(at) !== 0xff) at += 1
    while (content.readUInt8(at) === 0xff) at += 1
    const marker = content.readUInt8(at)
    at += 1
    if (marker >= 0xc0 && marker <= 0xcf && !noFrames.has(marker))
      return { height: content.readUInt16BE(at + 3), width: content.readUInt16BE(at + 5) }
    if (standsAlone(marker)) continue
    at += content.readUInt16BE(at)
  }
}

/** Stuffing, the temporary marker and restarts, begin and end have no length behind them. */
function standsAlone(marker: number): boolean {
  return marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd9)
}

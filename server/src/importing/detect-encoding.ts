import { isAscii, isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'

/** The encodings a file may have, the likelier first where letters do not decide. */
export const encodings = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'iso-8859-15',
  'windows-1257',
  'macroman',
] as const

const singleByte = encodings.slice(3)

/** Watches a file pass by and then says how its text is encoded. */
export interface EncodingProbe {
  feed(chunk: Buffer): void
  encoding(): string
}

/** By byte order mark; else strict UTF-8 over the whole file; else by the letters of Spanish, Estonian and English. */
export function encodingProbe(): EncodingProbe {
  let start = Buffer.alloc(0)
  let carry = Buffer.alloc(0)
  let utf8 = true
  let before = 0
  const seen = new Uint32Array(3 * 256)
  return {
    feed(chunk) {
      if (start.length < 1_000) start = Buffer.concat([start, chunk.subarray(0, 1_000)])
      if (carry.length > 0 || !isAscii(chunk)) {
        const whole = Buffer.concat([carry, chunk])
        const end = completeLength(whole)
        if (utf8) utf8 = isUtf8(whole.subarray(0, end))
        carry = utf8 ? whole.subarray(end) : Buffer.alloc(0)
        count(chunk, before, seen)
      }
      before = chunk[chunk.length - 1] ?? before
    },
    encoding() {
      const marked = byMark(start)
      if (marked) return marked
      if (utf8 && carry.length === 0) return 'utf-8'
      return byLetters(seen)
    },
  }
}

function byMark(start: Buffer): string | undefined {
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (let i = 0; i < start.length; i += 1) if (start[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > start.length / 4 && even < odd / 4) return 'utf-16le'
  return even > start.length / 4 && odd < even / 4 ? 'utf-16be' : undefined
}

/** Bytes up to the last complete UTF-8 character; what follows belongs to the next chunk. */
function completeLength(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

const afterLower = 0
const afterUpper = 1
const afterOther = 2

/** Counts bytes above ASCII by what stands before them. */
function count(chunk: Buffer, before: number, seen: Uint32Array): void {
  for (const byte of chunk) {
    if (byte >= 0x80) {
      const place = before >= 97 && before <= 122 ? afterLower : before >= 65 && before <= 90 ? afterUpper : afterOther
      const at = place * 256 + byte
      seen[at] = (seen[at] ?? 0) + 1
    }
    before = byte
  }
}

function byLetters(seen: Uint32Array): string {
  const scored = singleByte.map((encoding) => ({ encoding, score: scoreOf(encoding, seen) }))
  return scored.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

function scoreOf(encoding: string, seen: Uint32Array): number {
  const letters = iconv.decode(Buffer.from(Uint8Array.from({ length: 256 }, (_, i) => i)), encoding)
  let score = 0
  for (let byte = 0x80; byte < 256; byte += 1)
    for (const place of [afterLower, afterUpper, afterOther]) {
      const times = seen[place * 256 + byte] ?? 0
      if (times > 0) score += times * weightOf(letters[byte] ?? '', place)
    }
  return score
}

/** How well a character fits into Spanish, Estonian or English text after what precedes it. */
function weightOf(letter: string, place: number): number {
  if (/[\u0080-\u009f\ufffd]/.test(letter)) return -10
  if (place === afterLower && letter !== letter.toLowerCase()) return -3
  if (/[áéíóúüñõäöšžÁÉÍÓÚÜÑÕÄÖŠŽ]/.test(letter)) return 3
  if (/[¿¡“„‘]/.test(letter)) return place === afterOther ? 3 : 0.5
  if (letter === '’') return place === afterOther ? 0.5 : 3
  if (/[–—]/.test(letter)) return place === afterOther ? 3 : 0.5
  if (/[€”…°ºª·«» ]/.test(letter)) return 1.5
  return /[àèìòùâêîôûçëïåæøßœŒÀÈÇËÅÆØ]/.test(letter) ? 1 : -2
}

import type { ByteRange } from '../platform/file-store.ts'

/**
 * The part that a Range header asks for (RFC 9110, section 14): 'bytes=0-99', 'bytes=100-', 'bytes=-50'.
 * @returns undefined for the whole: no header, several parts, or one that is not understood; null for a part that lies
 * behind the end
 */
export function byteRange(header: string | undefined, size: number): ByteRange | null | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from === '')
    return Number(to) === 0 || size === 0 ? null : { first: Math.max(size - Number(to), 0), last: size - 1 }
  const first = Number(from)
  const last = to === '' ? size - 1 : Math.min(Number(to), size - 1)
  if (to !== '' && Number(to) < first) return undefined
  return first >= size ? null : { first, last }
}

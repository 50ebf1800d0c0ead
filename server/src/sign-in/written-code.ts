import { randomInt } from 'node:crypto'

/** Crockford's letters and figures: none can be taken for another. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const groups = 4
const groupLength = 4

/**
 * A secret of 80 bits that people read, keep and type.
 * @example newWrittenCode() //=> 'k7f3-m9xq-2pa0-wz4d'
 */
export function newWrittenCode(): string {
  return Array.from({ length: groups }, newGroup).join('-')
}

function newGroup(): string {
  return Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** The same for a code however it was typed: capitals, spaces, and letters that look like figures. */
export function plainCode(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/[il]/g, '1')
    .replace(/o/g, '0')
}

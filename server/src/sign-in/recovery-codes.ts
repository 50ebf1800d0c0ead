import { createHash, randomInt } from 'node:crypto'

/** Crockford's letters and figures: none can be taken for another. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
const codes = 10
const groups = 4
const groupLength = 4

/**
 * Ten codes of 80 bits, to be written down and each used once instead of a second factor.
 * @example newRecoveryCodes()[0] //=> 'k7f3-m9xq-2pa0-wz4d'
 */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: codes }, () => Array.from({ length: groups }, newGroup).join('-'))
}

function newGroup(): string {
  return Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join('')
}

/** What is kept of a code. It counts however it was typed: capitals, spaces, and letters that look like figures. */
export function recoveryCodeHash(identityId: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${identityId} ${plain(code)}`)
    .digest()
}

function plain(code: string): string {
  return code
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/[il]/g, '1')
    .replace(/o/g, '0')
}

import { createHash } from 'node:crypto'
import { newWrittenCode, plainCode } from './written-code.ts'

const codes = 10

/** Ten codes to be written down, each used once instead of a second factor. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: codes }, newWrittenCode)
}

/** What is kept of a code. It counts however it was typed. */
export function recoveryCodeHash(identityId: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${identityId} ${plainCode(code)}`)
    .digest()
}

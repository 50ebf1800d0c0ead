import { createHash, randomBytes } from 'node:crypto'

/** A secret that nobody can guess, for addresses and headers. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: who reads the table cannot sign in with it. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Cost 2^15, 8 blocks: about 50 ms and 32 MB, as OWASP asks of scrypt at the least. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const
const keyLength = 32

/** Fewest characters of a password. */
export const shortestPassword = 10

/** What is kept of a password: algorithm, cost, salt and key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt)
  return `scrypt$${cost.N}$${salt.toString('base64')}$${key.toString('base64')}`
}

/** Compares in constant time; an identity without a password never matches, and takes as long. */
export async function passwordMatches(password: string, kept: string | null): Promise<boolean> {
  const [, , salt = '', key = ''] = (kept ?? '').split('$')
  const derived = await derive(password, Buffer.from(salt, 'base64'))
  const expected = Buffer.from(key, 'base64')
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

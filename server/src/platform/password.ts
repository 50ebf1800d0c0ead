import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

interface Cost {
  /** Rounds, as a power of two. */
  readonly N: number
  /** Blocks of 128 bytes. */
  readonly r: number
  /** How often it is done, one after the other. */
  readonly p: number
}

/** 2^15 rounds of 8 blocks three times: about 150 ms and 32 MB, what OWASP asks of scrypt. */
const cost: Cost = { N: 2 ** 15, r: 8, p: 3 }
const keyLength = 32
const mostMemory = 64 * 1024 * 1024

interface KeptPassword {
  readonly cost: Cost
  readonly salt: Buffer
  readonly key: Buffer
}

/** What is kept of a password: algorithm, cost, salt and key. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(password, salt, cost)
  return `scrypt$${cost.N},${cost.r},${cost.p}$${salt.toString('base64')}$${key.toString('base64')}`
}

/**
 * Compares in constant time; an identity without a password never matches, and takes as long. So does one whose password
 * is kept at a lower cost: the rest is spent on nothing.
 */
export async function passwordMatches(password: string, kept: string | null): Promise<boolean> {
  const known = readKept(kept ?? '')
  const derived = await derive(password, known.salt, known.cost)
  if (known.cost.p < cost.p) await derive(password, known.salt, { ...cost, p: cost.p - known.cost.p })
  return known.key.length === derived.length && timingSafeEqual(known.key, derived)
}

/** Whether a password is kept at a lower cost than today's, and is to be kept anew when it is given. */
export function isKeptCheaply(kept: string): boolean {
  const { N, r, p } = readKept(kept).cost
  return N * r * p < cost.N * cost.r * cost.p
}

/** Passwords of the first version name their rounds alone: of 8 blocks, once. */
function readKept(kept: string): KeptPassword {
  const [, costs = '', salt = '', key = ''] = kept.split('$')
  const [N = cost.N, r = 8, p = kept === '' ? cost.p : 1] = costs === '' ? [] : costs.split(',').map(Number)
  return { cost: { N, r, p }, salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') }
}

function derive(password: string, salt: Buffer, { N, r, p }: Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, { N, r, p, maxmem: mostMemory }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

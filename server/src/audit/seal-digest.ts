import { createHash, hash } from 'node:crypto'

/** `o`: an operation with its history; `e`: an entry of the audit log. */
export type SealedKind = 'o' | 'e'

/** What a seal says of one operation or entry. */
export interface SealedEntry {
  readonly kind: SealedKind
  readonly id: string
  /** Rows of history that the digest covers: an operation that goes on is sealed again with more. */
  readonly rows: number
  /** 32 bytes. */
  readonly digest: Buffer
  /** 16 bytes; zeros when what it covers was erased, so that nobody can guess it from the digest. */
  readonly salt: Buffer
}

/** A link of a workspace's chain. */
export interface Seal {
  readonly number: number
  readonly sealedAt: Date
  /** The digest of the seal before it. */
  readonly previous: Buffer
  readonly digest: Buffer
  readonly entries: readonly SealedEntry[]
}

export const digestBytes = 32
export const saltBytes = 16

/** What the first seal follows. */
export const firstPrevious = Buffer.alloc(digestBytes)

/** The digest of a content under its salt. */
export function saltedDigest(salt: Buffer, content: Buffer): Buffer {
  return hash('sha256', Buffer.concat([salt, content]), 'buffer')
}

/**
 * The digest of a seal: over the one before it, its number and instant, and the id, extent and digest of each of its
 * entries. Salts are left out, so that they can be destroyed.
 */
export function sealDigest(workspaceId: string, { number, sealedAt, previous, entries }: Omit<Seal, 'digest'>): Buffer {
  const hash = createHash('sha256').update(previous)
  hash.update(JSON.stringify([workspaceId, number, sealedAt.toISOString(), entries.length]))
  for (const { kind, id, rows, digest } of entries) hash.update(`${kind}${id}${rows}\n`).update(digest)
  return hash.digest()
}

export function isErased({ salt }: Pick<SealedEntry, 'salt'>): boolean {
  return salt.every((byte) => byte === 0)
}

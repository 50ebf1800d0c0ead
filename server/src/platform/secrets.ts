import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OperatorError } from './operator-error.ts'

/** Seals what must not stand readable in the database (passwords of servers, keys of factors), with a key that lies outside of it. */
export interface Secrets {
  /**
   * @param purpose what it is and whose, like `mail.password <workspace>`: sealed for one purpose it opens for no other,
   *   so that a row that is copied elsewhere is worth nothing
   */
  seal(text: string, purpose: string): string
  /** @throws Error when the key is not here any more, the text was changed, or it was sealed for something else */
  open(sealed: string, purpose: string): string
  /** The names of the keys that are here, newest first; a sealed text begins with `v1.` and the name of its key. */
  keyNames(): readonly string[]
}

const version = 'v1'
const cipher = 'aes-256-gcm'
const keyBytes = 32

interface Key {
  readonly id: string
  readonly bytes: Buffer
}

/**
 * The newest key seals, older ones still open. They come from `TENDERO_SECRET_KEYS` (base64, newest first, separated by
 * commas), or lie line by line in the data folder, readable by its owner alone, the first made when it is first asked for.
 */
export function openSecrets(dataDir: string, given?: string): Secrets {
  const keys = given ? keysGiven(given) : keysOf(dataDir)
  return {
    seal(text, purpose) {
      const [key] = keys()
      if (!key) throw new Error('there is no key to seal with')
      const nonce = randomBytes(12)
      const sealing = createCipheriv(cipher, key.bytes, nonce).setAAD(Buffer.from(purpose))
      const sealed = Buffer.concat([nonce, sealing.update(text, 'utf8'), sealing.final(), sealing.getAuthTag()])
      return `${version}.${key.id}.${sealed.toString('base64url')}`
    },
    open(sealed, purpose) {
      const [form, id, content = ''] = sealed.split('.')
      const key = keys().find((one) => one.id === id)
      if (form !== version || !key) throw new Error('a secret was sealed with a key that is not here')
      const bytes = Buffer.from(content, 'base64url')
      const opening = createDecipheriv(cipher, key.bytes, bytes.subarray(0, 12), { authTagLength: 16 })
        .setAAD(Buffer.from(purpose))
        .setAuthTag(bytes.subarray(-16))
      return opening.update(bytes.subarray(12, -16), undefined, 'utf8') + opening.final('utf8')
    },
    keyNames: () => keys().map(({ id }) => id),
  }
}

function keysGiven(given: string): () => readonly Key[] {
  let read: readonly Key[] | undefined
  return () => {
    read ??= given.split(',').map(readKey)
    return read
  }
}

/** Those of the data folder, read again when they were changed: a rotation is done while other processes run. */
function keysOf(dataDir: string): () => readonly Key[] {
  const file = keyFile(dataDir)
  let read: { readonly keys: readonly Key[]; readonly changed: number } | undefined
  return () => {
    // Else a key would be made in whatever folder the process began in.
    if (dataDir === '') throw new Error('there is no folder for the keys of secrets')
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs
    if (!read || read.changed !== changed)
      read = { keys: keysOfFile(file).map(readKey), changed: statSync(file).mtimeMs }
    return read.keys
  }
}

/** Where the keys lie that the environment does not give. */
export function keyFile(dataDir: string): string {
  return join(dataDir, 'secret-keys')
}

function keysOfFile(path: string): readonly string[] {
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, `${newKey()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(path, 'utf8').split('\n').filter(Boolean)
}

/** Puts a new key before those of the data folder; from now on it seals. */
export function addSecretKey(dataDir: string): void {
  writeKeys(dataDir, [newKey(), ...keysOfFile(keyFile(dataDir))])
}

/** Takes keys of the data folder away for good, by their names. The newest stays. */
export function dropSecretKeys(dataDir: string, names: ReadonlySet<string>): void {
  const kept = keysOfFile(keyFile(dataDir)).filter((text, place) => place === 0 || !names.has(readKey(text).id))
  writeKeys(dataDir, kept)
}

/** All of them or none: who reads meanwhile finds the old or the new. */
function writeKeys(dataDir: string, keys: readonly string[]): void {
  const [path, draft] = [keyFile(dataDir), `${keyFile(dataDir)}.new`]
  rmSync(draft, { force: true })
  writeFileSync(draft, `${keys.join('\n')}\n`, { mode: 0o600, flush: true })
  renameSync(draft, path)
}

function newKey(): string {
  return randomBytes(keyBytes).toString('base64')
}

function readKey(text: string): Key {
  const bytes = Buffer.from(text.trim(), 'base64')
  if (bytes.length !== keyBytes)
    throw new OperatorError('A secret key is 32 bytes in base64, as `openssl rand -base64 32` makes them.')
  return { id: createHash('sha256').update(bytes).digest('base64url').slice(0, 8), bytes }
}

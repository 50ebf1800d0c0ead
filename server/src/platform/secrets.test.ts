import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addSecretKey, dropSecretKeys, openSecrets } from './secrets.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tendero-secrets-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('what is sealed opens in another process of the same data folder, for its purpose alone', () => {
  const sealed = openSecrets(folder).seal('contraseña del servidor', 'mail.password a')
  expect(sealed).not.toContain('contrase')
  expect(openSecrets(folder).open(sealed, 'mail.password a')).toBe('contraseña del servidor')
  expect(() => openSecrets(folder).open(sealed, 'mail.password b')).toThrow()
  expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600)
})

test('the same text is never sealed the same way, and a changed one does not open', () => {
  const secrets = openSecrets(folder)
  const sealed = secrets.seal('x', 'p')
  expect(secrets.seal('x', 'p')).not.toBe(sealed)
  const [form, id, content = ''] = sealed.split('.')
  const bytes = Buffer.from(content, 'base64url')
  bytes[13] = (bytes[13] ?? 0) ^ 1
  expect(() => secrets.open(`${form}.${id}.${bytes.toString('base64url')}`, 'p')).toThrow()
  expect(() => secrets.open(`${form}.${id}.`, 'p')).toThrow()
})

test('an older key opens what it sealed, the newest seals, and without its key nothing opens', () => {
  const [older, newer] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')]
  const before = openSecrets(folder, older).seal('token', 'p')
  const rotated = openSecrets(folder, `${newer},${older}`)
  expect(rotated.open(before, 'p')).toBe('token')
  expect(rotated.keyNames()).toEqual([...openSecrets(folder, newer).keyNames(), before.split('.')[1]])
  expect(rotated.seal('token', 'p')).toContain(`v1.${rotated.keyNames()[0]}.`)
  expect(() => openSecrets(folder, newer).open(before, 'p')).toThrow('not here')
  expect(() => openSecrets(folder, 'c2hvcnQ=').seal('token', 'p')).toThrow('32 bytes')
})

test('a key that another process added seals here at once, and one that it dropped opens nothing any more', () => {
  const secrets = openSecrets(folder)
  const before = secrets.seal('token', 'p')
  addSecretKey(folder)
  const after = secrets.seal('token', 'p')
  expect(after.split('.')[1]).not.toBe(before.split('.')[1])
  expect([secrets.open(before, 'p'), secrets.open(after, 'p')]).toEqual(['token', 'token'])
  dropSecretKeys(folder, new Set([before, after].map((one) => one.split('.')[1] ?? '')))
  expect(() => secrets.open(before, 'p')).toThrow('not here')
  // The newest is never dropped.
  expect(secrets.open(after, 'p')).toBe('token')
  expect(statSync(join(folder, 'secret-keys')).mode & 0o777).toBe(0o600)
})

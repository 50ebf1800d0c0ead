import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashPassword, isKeptCheaply, passwordMatches } from './password.ts'

test('a password matches what is kept of it, another does not, and what is kept does not tell it', async () => {
  const kept = await hashPassword('a shop with a green awning')
  expect(kept).toMatch(/^scrypt\$32768,8,3\$/)
  expect(await passwordMatches('a shop with a green awning', kept)).toBe(true)
  expect(await passwordMatches('a shop with a red awning', kept)).toBe(false)
  expect(isKeptCheaply(kept)).toBe(false)
})

test('the same letters written in another way are the same password', async () => {
  expect(await passwordMatches('caf\u0065\u0301 con leche', await hashPassword('caf\u00e9 con leche'))).toBe(true)
})

test('nobody has no password', async () => {
  for (const kept of [null, '', 'scrypt$32768,8,3$$']) expect(await passwordMatches('', kept)).toBe(false)
})

test('a password that was kept by the first version still matches, and is known to be kept cheaply', async () => {
  const salt = Buffer.from('0123456789abcdef')
  const key = scryptSync('an old one', salt, 32, { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 })
  const kept = `scrypt$32768$${salt.toString('base64')}$${key.toString('base64')}`
  expect(await passwordMatches('an old one', kept)).toBe(true)
  expect(await passwordMatches('another', kept)).toBe(false)
  expect(isKeptCheaply(kept)).toBe(true)
})

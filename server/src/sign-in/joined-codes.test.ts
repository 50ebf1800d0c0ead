import { describe, expect, test } from 'vitest'
import { newToken } from '../platform/token.ts'
import { givenToken, joinedCodes } from './joined-codes.ts'
import { newWrittenCode } from './written-code.ts'

describe('codes of several companies', () => {
  test('are one token in whatever order and however they are typed', () => {
    const token = joinedCodes(['k7f3-m9xq-2pa0-wz4d', '0000-1111-2222-3333'])
    expect(token).toBe('0000111122223333.k7f3m9xq2pa0wz4d')
    for (const given of [
      'K7F3-M9XQ-2PA0-WZ4D.0000-1111-2222-3333',
      ' oooo llll 2222 3333 .k7f3m9xq2pao wz4d',
      'k7f3-m9xq-2pa0-wz4d.0000-iiii-2222-3333',
    ])
      expect(givenToken(given)).toBe(token)
  })

  test('are another token when one is missing, wrong or given twice', () => {
    const [one, two] = [newWrittenCode(), newWrittenCode()]
    const token = joinedCodes([one, two])
    for (const given of [one, `${one}.`, `${one}.${one}`, `${one}.${newWrittenCode()}`, `${one}.${two}.${two}`])
      expect(givenToken(given)).not.toBe(token)
  })

  test('leave the token of a link as it is', () => {
    const token = newToken()
    expect(givenToken(token)).toBe(token)
  })
})

import { expect, test } from 'vitest'
import { readPoint } from './contact-point-value.ts'

test.each([
  ['email', 'Ana.Garcia@Example.COM', 'ana.garcia@example.com', true],
  ['email', 'ana at example', null, false],
  ['phone', '612 34 56 78', '+34612345678', true],
  ['phone', '+372 5123 4567', '+37251234567', true],
  ['phone', '123456789', '+34123456789', false],
  ['phone', 'ring twice', null, false],
  ['other', ' @AnaGarcia ', '@anagarcia', null],
])('%s %s is %s', (kind, value, normalized, valid) => {
  expect(readPoint(kind, value, 'ES')).toEqual({ normalized, valid })
})

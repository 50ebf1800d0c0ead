import { expect, test } from 'vitest'
import { isRoleAddress, pointKind } from './point-kind.ts'

test.each([
  ['ana@acme.example', 'email'],
  [' ana.ruiz+sales@acme.co ', 'email'],
  ['+34 612 345 678', 'phone'],
  ['(91) 414-55 66', 'phone'],
  ['91 414 55 66 ext. 12', 'phone'],
  ['112', 'phone'],
  ['@ana', 'other'],
  ['https://acme.example', 'other'],
  ['ana at acme', 'other'],
  ['', 'other'],
])('%j is %s', (typed, kind) => {
  expect(pointKind(typed)).toBe(kind)
})

test('a shared mailbox is known by its name', () => {
  expect(isRoleAddress('Info@acme.example')).toBe(true)
  expect(isRoleAddress('ana.info@acme.example')).toBe(false)
  expect(isRoleAddress('info')).toBe(false)
})

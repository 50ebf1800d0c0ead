import type { Scope } from '@tendero/model'
import { expect, test } from 'vitest'
import { reaches } from './reach.ts'

test.each<[Scope, string | null | undefined, boolean]>([
  ['none', 'me', false],
  ['own', 'me', true],
  ['own', 'you', false],
  ['own', null, false],
  ['own', undefined, true],
  ['team', 'you', true],
  ['all', null, true],
])('the scope %s reaches a record of %s: %s', (scope, owner, expected) => {
  expect(reaches(scope, { id: '1', version: 1, createdAt: '', updatedAt: '', owner }, 'me')).toBe(expected)
})

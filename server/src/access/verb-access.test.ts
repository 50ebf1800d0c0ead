import type { GrantReason, Scope } from '@tendero/model'
import { expect, test } from 'vitest'
import { missingConditions } from './verb-access.ts'

const tried = (...reasons: GrantReason[]) => reasons.map((reason) => ({ reason, holds: false }))

test.each<[string, Scope, ReturnType<typeof tried>, readonly string[]]>([
  ['a role without the right', 'none', [], ['role']],
  ['a scope that leaves no way, as of a catalogue', 'own', [], ['role']],
  [
    'each way that is open, once',
    'team',
    tried('owner', 'team', 'share', 'child', 'child'),
    ['owner', 'team', 'share', 'child'],
  ],
  ['nothing where one holds', 'own', [...tried('owner'), { reason: 'share', holds: true }], []],
])('what is missing: %s', (_, scope, ways, missing) => {
  expect(missingConditions(scope, ways)).toEqual(missing)
})

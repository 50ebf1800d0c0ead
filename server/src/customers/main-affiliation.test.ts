import { expect, test } from 'vitest'
import { type Affiliation, isCurrent, mainAffiliation, planAccount } from './main-affiliation.ts'

const today = '2026-03-10'
const at = (account: string, more: Partial<Affiliation> = {}): Affiliation => ({
  id: `at ${account}`,
  account,
  from: null,
  to: null,
  primary: false,
  ...more,
})

test.each([
  [null, null, true],
  ['2026-03-10', '2026-03-10', true],
  ['2026-03-11', null, false],
  [null, '2026-03-09', false],
])('from %s to %s is current: %s', (from, to, expected) => {
  expect(isCurrent({ from, to }, today)).toBe(expected)
})

test.each<[string, readonly Affiliation[], readonly string[], readonly string[], string | undefined]>([
  ['the one that is', [at('a'), at('b', { primary: true })], [], [], 'b'],
  ['the one wished for', [at('a'), at('b', { primary: true })], ['at a'], [], 'a'],
  ['the last wish of two', [at('a'), at('b')], ['at a', 'at b'], [], 'b'],
  ['not a wish for one that ended', [at('a', { to: '2026-01-01' }), at('b', { primary: true })], ['at a'], [], 'b'],
  ['a new one when there is none', [at('a'), at('b')], [], ['at b'], 'b'],
  ['not an old one that nobody chose', [at('a')], [], [], undefined],
  ['none after leaving', [at('a', { primary: true, to: '2026-01-01' }), at('b')], [], ['at b'], undefined],
])('the main affiliation is %s', (_, affiliations, wished, made, expected) => {
  expect(mainAffiliation(affiliations, { wished, made, today })?.account).toBe(expected)
})

test.each([
  ['a first account', [], 'a', { ended: [], raised: null, added: { account: 'a', from: null } }],
  [
    'another account',
    [at('a', { primary: true })],
    'b',
    { ended: ['at a'], raised: null, added: { account: 'b', from: today } },
  ],
  [
    'an account one belongs to',
    [at('a', { primary: true }), at('b')],
    'b',
    { ended: ['at a'], raised: 'at b', added: null },
  ],
  [
    'an account one has left',
    [at('b', { to: '2020-01-01' })],
    'b',
    { ended: [], raised: null, added: { account: 'b', from: null } },
  ],
  ['no account', [at('a', { primary: true }), at('b')], null, { ended: ['at a'], raised: null, added: null }],
] as const)('writing %s on a contact', (_, affiliations, account, expected) => {
  expect(planAccount(affiliations, account, today)).toEqual(expected)
})

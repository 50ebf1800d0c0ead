import { expect, test } from 'vitest'
import { moveChoices, planMove } from './contact-move.ts'

const at = (account: string, values: object = {}) => ({
  id: account,
  account,
  from: null,
  to: null,
  primary: false,
  ...values,
})
const acme = at('acme', { primary: true })
const beta = at('beta')
const days = { from: '2026-03-10', today: '2026-03-10' }

test.each([
  ['to another company ends the main one', [acme], 'gamma', days, { ended: acme, known: null, now: true }],
  ['to one that is new does so too', [acme], undefined, days, { ended: acme, known: null, now: true }],
  [
    'to one of their others makes that the main one',
    [acme, beta],
    'beta',
    days,
    { ended: acme, known: beta, now: true },
  ],
  ['away leaves none', [acme], null, days, { ended: acme, known: null, now: true }],
  [
    'later waits for the day',
    [acme],
    'gamma',
    { ...days, from: '2026-03-11' },
    { ended: acme, known: null, now: false },
  ],
  [
    'back makes anew what ended',
    [acme, at('old', { to: '2020-01-01' })],
    'old',
    days,
    { ended: acme, known: null, now: true },
  ],
  ['of somebody without a company ends nothing', [], 'acme', days, { ended: null, known: null, now: true }],
])('a move %s', (_, affiliations, account, when, plan) => {
  expect(planMove(affiliations, account, when)).toEqual(plan)
})

test('nobody moves to where they are', () => {
  expect(planMove([acme], 'acme', days)).toBeUndefined()
  expect(planMove([beta], null, days)).toBeUndefined()
})

test('what is not theirs to change can only be left', () => {
  expect(moveChoices({ person: false, account: false })).toEqual(['leave'])
  expect(moveChoices({ person: true, account: true })).toEqual(['leave', 'stay', 'go'])
})

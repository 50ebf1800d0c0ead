import { expect, test } from 'vitest'
import { earliest, type Step, sameStep, stepOf } from './next-step.ts'

const step = (id: string, dueAt: string): Step => ({ id, dueAt })

test.each<[string, readonly (Step | null)[], string | undefined]>([
  ['none', [], undefined],
  ['none but gaps', [null, null], undefined],
  ['one', [null, step('a', '2026-01-01T00:00:00Z')], 'a'],
  ['the earlier one', [step('a', '2026-01-02T00:00:00Z'), step('b', '2026-01-01T00:00:00Z')], 'b'],
  [
    'the earlier instant, however it is written',
    [step('a', '2026-01-01T10:00:00+00:00'), step('b', '2026-01-01T10:30:00.000+01:00')],
    'b',
  ],
  [
    'the lesser id at one instant',
    [step('b', '2026-01-01T00:00:00.000Z'), step('a', '2026-01-01T00:00:00+00:00')],
    'a',
  ],
])('of %s the earliest is found', (_, steps, expected) => {
  expect(earliest(steps)?.id).toBe(expected)
})

test.each([
  ['is due', { dueAt: '2026-01-01T00:00:00Z', doneAt: null }, true],
  ['is done', { dueAt: '2026-01-01T00:00:00Z', doneAt: '2026-01-01T00:00:00Z' }, false],
  ['is never due', { dueAt: null }, false],
  ['is not there', null, false],
])('an activity that %s', (_, values, isStep) => {
  expect(stepOf('a', values) !== null).toBe(isStep)
})

test.each([
  [null, null, true],
  [step('a', '2026-01-01T00:00:00Z'), null, false],
  [step('a', '2026-01-01T00:00:00Z'), step('a', '2026-01-01T00:00:00.000+00:00'), true],
  [step('a', '2026-01-01T00:00:00Z'), step('a', '2026-01-02T00:00:00Z'), false],
  [step('a', '2026-01-01T00:00:00Z'), step('b', '2026-01-01T00:00:00Z'), false],
])('%o and %o are the same step: %s', (a, b, expected) => {
  expect(sameStep(a, b)).toBe(expected)
})

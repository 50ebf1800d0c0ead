import { describe, expect, test } from 'vitest'
import { countsOf, isUnsentKind, nextToSend, pauseAfter, type Unsent, verdictOf } from './unsent.ts'

function entry(id: string, writtenAt: number, state: Unsent['state'] = 'waiting'): Unsent {
  return {
    id,
    workspace: 'w',
    author: 'ana',
    object: 'note',
    collection: 'notes',
    values: {},
    titles: {},
    writtenAt,
    state,
    attempts: 0,
  }
}

describe('what is sent next', () => {
  test.each<[string, readonly Unsent[], string | undefined]>([
    ['nothing of nothing', [], undefined],
    ['the oldest', [entry('b', 2), entry('a', 1)], 'a'],
    ['of two of one moment the first', [entry('b', 1), entry('a', 1)], 'a'],
    ['one that is left as being sent', [entry('a', 1, 'sending'), entry('b', 2)], 'a'],
    ['past a refused one', [entry('a', 1, 'refused'), entry('b', 2)], 'b'],
    ['nothing when all are refused', [entry('a', 1, 'refused')], undefined],
  ])('%s', (_, entries, expected) => {
    expect(nextToSend(entries)?.id).toBe(expected)
  })
})

describe('what an answer means', () => {
  test.each([
    [0, 'offline', 0, 'later'],
    [0, 'offline', 1_000, 'later'],
    [401, 'unauthenticated', 0, 'sign_in'],
    [408, 'unknown', 0, 'later'],
    [429, 'too_many_requests', 0, 'later'],
    [500, 'internal', 0, 'later'],
    [503, 'unknown', 6, 'later'],
    [503, 'unknown', 7, 'refused'],
    [403, 'forbidden', 0, 'refused'],
    [404, 'not_found', 0, 'refused'],
    [409, 'unique_violation', 0, 'refused'],
    [422, 'invalid_input', 0, 'refused'],
    [403, 'unknown', 0, 'later'],
  ] as const)('%i %s after %i attempts: %s', (status, code, attempts, expected) => {
    expect(verdictOf({ status, code }, attempts)).toBe(expected)
  })
})

test.each([
  [0, 0],
  [1, 2_000],
  [2, 4_000],
  [5, 32_000],
  [8, 256_000],
  [9, 300_000],
  [1_000, 300_000],
])('after %i failures in a row the next attempt is in %i ms', (failures, expected) => {
  expect(pauseAfter(failures)).toBe(expected)
})

test('entries are counted by state', () => {
  const entries = [entry('a', 1), entry('b', 2, 'refused'), entry('c', 3, 'sending'), entry('d', 4)]
  expect(countsOf(entries)).toEqual({ waiting: 2, sending: 1, refused: 1 })
})

test.each([
  ['note', true],
  ['call', true],
  ['visit', true],
  ['task', false],
  ['meeting', false],
  ['account', false],
])('%s can be written without a network: %s', (object, expected) => {
  expect(isUnsentKind(object)).toBe(expected)
})

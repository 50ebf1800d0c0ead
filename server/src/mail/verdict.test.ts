import { describe, expect, test } from 'vitest'
import type { Outcome } from './outcome.ts'
import { isNoAddress, restDelay, retryDelay, verdictOf } from './verdict.ts'

const refused = (step: 'greet' | 'sign_in' | 'sender' | 'recipient' | 'content', answer: string): Outcome => ({
  kind: 'refused',
  step,
  code: Number(answer.slice(0, 3)),
  answer,
})

describe('after an attempt', () => {
  test.each<[Exclude<Outcome, { kind: 'stopped' }>, object]>([
    [{ kind: 'accepted', step: 'content', answer: '250 ok' }, { state: 'sent' }],
    [
      { kind: 'uncertain', step: 'content', failure: 'closed' },
      { state: 'uncertain', rest: true },
    ],
    [
      { kind: 'unreached', step: 'connect', failure: 'no_connection' },
      { state: 'queued', later: 'server' },
    ],
    [
      { kind: 'unreached', step: 'sender', failure: 'closed' },
      { state: 'queued', later: 'both' },
    ],
  ])('%j leads to %j', (outcome, verdict) => expect(verdictOf(outcome)).toEqual(verdict))

  test.each<[Parameters<typeof refused>, object]>([
    [['greet', '554 no service'], { state: 'queued', later: 'server' }],
    [['sign_in', '535 5.7.8 wrong'], { state: 'queued', later: 'server' }],
    [['sender', '421 4.3.2 closing'], { state: 'queued', later: 'both' }],
    [['recipient', '450 4.2.0 greylisted'], { state: 'queued', later: 'mail' }],
    [['content', '452 4.3.1 full'], { state: 'queued', later: 'mail' }],
    [['sender', '550 5.7.1 not you'], { state: 'failed', suppress: false }],
    [['recipient', '550 5.1.1 nobody'], { state: 'failed', suppress: true }],
    [['recipient', '550 5.7.1 not wanted'], { state: 'failed', suppress: false }],
    [['content', '550 5.1.1 nobody'], { state: 'failed', suppress: false }],
  ])('a refusal %j leads to %j', (told, verdict) =>
    expect(verdictOf(refused(...told) as Exclude<Outcome, { kind: 'stopped' }>)).toEqual(verdict),
  )
})

test.each([
  ['550 5.1.1 user unknown', true],
  ['550-5.1.1 user unknown', true],
  ['550 5.1.10 null MX', true],
  ['550 5.2.1 disabled', true],
  ['552 5.2.2 mailbox full', false],
  ['550 5.7.26 unauthenticated mail is prohibited', false],
  ['550 No such user here', true],
  ['551 user not local', true],
  ['553 mailbox name not allowed', true],
  ['554 transaction failed', false],
  ['552 no room', false],
])('"%s" says that there is nobody: %s', (answer, expected) => expect(isNoAddress(answer)).toBe(expected))

test('waiting grows from a minute to four hours, a resting server is asked every half hour', () => {
  expect([1, 2, 3, 7, 8, 100].map((n) => retryDelay(n) / 60_000)).toEqual([1, 5, 15, 240, 240, 240])
  expect([1, 2, 100].map((n) => restDelay(n) / 60_000)).toEqual([1, 5, 30])
})

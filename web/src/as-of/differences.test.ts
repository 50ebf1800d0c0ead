import type { AnyRecord } from '@tendero/model/api'
import { expect, test } from 'vitest'
import { differences } from './differences.ts'

const record = (values: object) =>
  ({ id: 'r', version: 1, createdAt: '2026-01-01', updatedAt: '2026-01-01', ...values }) as unknown as AnyRecord

test('what differs is told with the words of both days, and what only tells of the record is not', () => {
  const then = record({ name: 'Sol', account: 'a', amount: { minor: 1 }, titles: { account: 'Luna' } })
  const now = record({
    name: 'Sol',
    account: 'b',
    amount: { minor: 2 },
    version: 3,
    note: 'x',
    titles: { account: 'Mar' },
  })
  expect(differences(then, now)).toEqual({
    patch: { account: ['a', 'b'], amount: [{ minor: 1 }, { minor: 2 }], note: [null, 'x'] },
    titles: { a: 'Luna', b: 'Mar' },
  })
  expect(differences(then, then)).toEqual({ patch: {}, titles: {} })
})

import type { LiveInterest } from '@tendero/model/api'
import { describe, expect, test } from 'vitest'
import type { ChangeNotice } from '../kernel/change-feed.ts'
import { concerning, recordsToldOf, together, withOwn, withoutShut } from './interest.ts'

const notice = (changes: ChangeNotice['changes']): ChangeNotice => ({ workspaceId: 'w', position: 'p', changes })
const change = (object: string, ids: readonly string[] | null, operationId = 'o') => ({ object, ids, operationId })
const interest: LiveInterest = { objects: ['lead'], records: { account: ['a1', 'a2'] } }

describe('a notice concerns', () => {
  test.each([
    ['a record that is shown', [change('account', ['a2', 'a9'])], { records: ['a2'], objects: {} }],
    ['all that are shown when it names none', [change('account', null)], { records: ['a1', 'a2'], objects: {} }],
    [
      'an object whose lists are shown, without ids',
      [change('lead', ['l1'])],
      { records: [], objects: { lead: ['o'] } },
    ],
  ])('%s', (_, changes, expected) => {
    const told = concerning(interest, notice(changes))
    expect(told && { records: told.records.map(({ id }) => id), objects: told.objects }).toEqual(expected)
  })

  test.each([
    ['a record that is not shown', [change('account', ['a9'])]],
    ['a record of another object with the same id', [change('contact', ['a1'])]],
    ['an object that is not shown', [change('product', ['p1'])]],
  ])('not %s', (_, changes) => expect(concerning(interest, notice(changes))).toBeUndefined())
})

test('what comes within one second is told together, each operation once', () => {
  const first = concerning(interest, notice([change('lead', ['l1'], 'one')]))
  const second = concerning(interest, {
    ...notice([change('lead', ['l2'], 'one'), change('lead', ['l3'], 'two')]),
    position: 'q',
  })
  expect(first && second && together(first, second)).toEqual({
    position: 'q',
    records: [],
    objects: { lead: ['one', 'two'] },
  })
})

test('a person hears of their own notifications, whatever their window asks for', () => {
  const own = withOwn({ objects: [], records: { notification: ['somebody else'] } }, 'me')
  expect(concerning(own, notice([change('notification', ['somebody else'])]))).toBeUndefined()
  expect(concerning(own, notice([change('notification', ['me', 'somebody else'])]))?.records).toMatchObject([
    { id: 'me' },
  ])
})

test('of what was told of and looked at again, only what may still be seen remains of interest', () => {
  const own = withOwn(interest, 'me')
  const changes = concerning(own, notice([change('account', ['a1', 'a2']), change('notification', ['me'])]))
  const looked = recordsToldOf(changes ?? expect.fail('nothing told'))
  expect(looked).toEqual({ account: ['a1', 'a2'] })
  expect(withoutShut(own, looked, { account: ['a2'] })).toEqual({
    objects: ['lead'],
    records: { account: ['a2'], notification: ['me'] },
  })
})

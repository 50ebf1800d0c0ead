import { describe, expect, test } from 'vitest'
import type { ChangeNotice } from '../kernel/change-feed.ts'
import { concernOf, type Interest, together } from './interest.ts'

const notice = (changes: ChangeNotice['changes']): ChangeNotice => ({ workspaceId: 'w', position: 'p', changes })
const change = (object: string, ids: readonly string[] | null, operationId = 'o') => ({ object, ids, operationId })
const interest: Interest = { objects: ['lead'], records: { account: ['a1', 'a2'] } }

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
    const concern = concernOf(interest, notice(changes))
    expect(concern && { records: concern.records.map(({ id }) => id), objects: concern.objects }).toEqual(expected)
  })

  test.each([
    ['a record that is not shown', [change('account', ['a9'])]],
    ['a record of another object with the same id', [change('contact', ['a1'])]],
    ['an object that is not shown', [change('product', ['p1'])]],
  ])('not %s', (_, changes) => expect(concernOf(interest, notice(changes))).toBeUndefined())
})

test('what comes within one second is told together, each operation once', () => {
  const first = concernOf(interest, notice([change('lead', ['l1'], 'one')]))
  const second = concernOf(interest, {
    ...notice([change('lead', ['l2'], 'one'), change('lead', ['l3'], 'two')]),
    position: 'q',
  })
  expect(first && second && together(first, second)).toEqual({
    position: 'q',
    records: [],
    objects: { lead: ['one', 'two'] },
  })
})

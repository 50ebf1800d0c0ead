import type { Problem } from '@tendero/model'
import { describe, expect, test } from 'vitest'
import { openMassEdits } from '../../test/mass-edits.ts'

const { ines, named } = await openMassEdits()

describe('what cannot be asked for', () => {
  const target = { filter: named('None') }
  test.each([
    ['an unknown field', { field: 'nothing', value: 1 }, 'nothing', 'unknown_field'],
    ['what the program fills', { field: 'createdAt', value: null }, 'createdAt', 'read_only'],
    ['a value of another kind', { field: 'employees', value: 'many' }, 'employees', 'not_an_integer'],
    ['emptying what is required', { field: 'name', value: null }, 'name', 'required'],
    ['raising what no record has', { field: '__proto__', raiseBy: '5' }, '__proto__', 'unknown_field'],
    ['raising words', { field: 'sector', raiseBy: '5' }, 'sector', 'not_raisable'],
    ['the same file for several', { field: 'logo', value: null }, 'logo', 'not_for_several'],
  ])('%s', async (_, change, field, code) => {
    const answer = await ines.request('POST', '/mass-edits', { object: 'account', target, changes: [change] })
    expect([answer.status, ((await answer.json()) as Problem).fields]).toMatchObject([422, { [field]: { code } }])
  })

  test('one field twice, no field, or a percentage that is none', async () => {
    const twice = [
      { field: 'sector', value: 'a' },
      { field: 'sector', value: 'b' },
    ]
    for (const changes of [twice, [], [{ field: 'employees', raiseBy: 'much' }]])
      expect((await ines.request('POST', '/mass-edits', { object: 'account', target, changes })).status).toBe(422)
  })
})

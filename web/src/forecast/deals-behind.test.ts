import { expect, test } from 'vitest'
import { dealsIn, dealsInTerritory, dealsOf } from './deals-behind.ts'

const period = { kind: 'quarter', startsOn: '2026-01-01', endsOn: '2026-03-31' } as const
const place = (kind: 'team' | 'person', id: string | null, parent: string | null) => ({ kind, id, parent })
const rows = [
  place('team', 'all', null),
  place('team', 'north', 'all'),
  place('person', 'ana', 'north'),
  place('person', null, 'north'),
  place('team', 'south', 'all'),
]

test('a category has the open deals that are expected to close in the period, what is closed those won in it', () => {
  expect(dealsIn(period, 'commit', false)).toEqual([
    { field: 'status', op: 'is', value: 'open' },
    { field: 'forecastCategory', op: 'any_of', value: ['commit'] },
    { field: 'closeOn', op: 'between', value: ['2026-01-01', '2026-03-31'] },
  ])
  const closed = [
    { field: 'status', op: 'is', value: 'won' },
    { field: 'closedOn', op: 'between', value: ['2026-01-01', '2026-03-31'] },
  ]
  expect(dealsIn(period, 'closed', true)).toEqual(closed)
  expect(dealsIn(period, 'most_likely', true)).toMatchObject([
    { or: [{ and: closed }, { and: [{}, { field: 'forecastCategory', value: ['commit', 'most_likely'] }, {}] }] },
  ])
})

test('a team has the deals of whoever is in it or below, and those of nobody', () => {
  expect(dealsOf(rows, place('person', 'ana', 'north'))).toEqual([{ field: 'owner', op: 'is', value: 'ana' }])
  expect(dealsOf(rows, place('person', null, 'north'))).toEqual([
    { field: 'owner', op: 'is_empty' },
    { field: 'team', op: 'is', value: 'north' },
  ])
  expect(dealsOf(rows, place('team', 'all', null))).toEqual([
    {
      or: [
        { field: 'owner.team', op: 'any_of', value: ['all', 'north', 'south'] },
        {
          and: [
            { field: 'owner', op: 'is_empty' },
            { field: 'team', op: 'any_of', value: ['all', 'north', 'south'] },
          ],
        },
      ],
    },
  ])
})

test('a deal without an account is in no territory', () => {
  expect(dealsInTerritory(rows, place('team', 'north', 'all'))).toEqual([
    { field: 'account.territory', op: 'any_of', value: ['north'] },
  ])
  expect(dealsInTerritory(rows, place('person', null, null))).toEqual([
    {
      or: [
        { field: 'account', op: 'is_empty' },
        { field: 'account.territory', op: 'is_empty' },
      ],
    },
  ])
})

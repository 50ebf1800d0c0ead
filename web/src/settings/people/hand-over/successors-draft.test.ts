import { expect, test } from 'vitest'
import { asTheRest, countsBy, givenCount, nobody, successorsOf } from './successors-draft.ts'

const holdings = [
  { object: 'lead', team: 'north', count: 5 },
  { object: 'account', team: 'north', count: 3 },
  { object: 'account', team: null, count: 2 },
]

test('choices become successors, and those like the rest are left out', () => {
  const draft = { everything: 'bo', objects: { lead: nobody, account: asTheRest }, teams: { north: 'marta' } }
  expect(successorsOf(draft)).toEqual({ everything: 'bo', objects: { lead: null }, teams: { north: 'marta' } })
})

test.each([
  [{ everything: null, objects: {}, teams: {} }, 0],
  [{ everything: 'bo', objects: {}, teams: {} }, 10],
  [{ everything: 'bo', objects: { lead: null }, teams: {} }, 5],
  [{ everything: null, objects: {}, teams: { north: 'marta' } }, 8],
  [{ everything: 'bo', objects: { account: 'marta' }, teams: { north: null } }, 5],
])('of %j are given', (successors, count) => {
  expect(givenCount(holdings, successors)).toBe(count)
})

test('records are counted by object and by team', () => {
  expect(countsBy(holdings, 'object')).toEqual([
    ['lead', 5],
    ['account', 5],
  ])
  expect(countsBy(holdings, 'team')).toEqual([['north', 8]])
})

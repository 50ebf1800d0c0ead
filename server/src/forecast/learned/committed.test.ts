import { expect, test } from 'vitest'
import { committedBy } from './committed.ts'
import type { DealPast } from './deal-past.ts'

const deal = (person: string, openedOn = 0, closedOn: number | null = null): DealPast => ({
  id: `${person} ${openedOn}`,
  openedOn,
  closedOn,
  won: false,
  wonAmount: null,
  source: null,
  product: null,
  states: [{ from: openedOn, stage: 's', person, team: null, amount: null, closeOn: null }],
})

const above = new Map([
  ['ana', ['north', 'all']],
  ['bo', ['north', 'all']],
  ['cy', ['south', 'all']],
  ['north', ['all']],
  ['south', ['all']],
])
const deals = [deal('ana'), deal('ana', 3), deal('bo'), deal('cy')]
const said = (subject: string, day: number, amount: number, month = 8) => ({ subject, day, amount, month })
const of = (all: Parameters<typeof committedBy>[0], madeOn = 10, month = 8) =>
  committedBy(all, above, deals)({ madeOn, month })

test('what people committed to is what each said last by that day of that month', () => {
  const all = [said('ana', 1, 5), said('bo', 2, 7), said('cy', 3, 1), said('ana', 9, 6), said('ana', 11, 50)]
  expect(of(all)).toBe(14)
  expect(of(all, 8)).toBe(13)
  expect(of(all, 10, 9)).toBe(null)
})

test('what was said of a team stands for all below it', () => {
  expect(of([said('ana', 1, 5), said('bo', 1, 7), said('north', 2, 10), said('cy', 3, 1)])).toBe(11)
  expect(of([said('north', 2, 10), said('south', 2, 4), said('all', 3, 12), said('ana', 9, 6)])).toBe(12)
})

test('nothing is told where some who have open deals have not spoken', () => {
  expect(of([said('ana', 1, 5), said('bo', 2, 7)])).toBe(null)
  expect(of([said('north', 1, 5)])).toBe(null)
  expect(committedBy([said('north', 1, 5)], above, [deal('ana'), deal('cy', 0, 10)])({ madeOn: 10, month: 8 })).toBe(5)
})

import { expect, test } from 'vitest'
import { cohortsOf, monthsOf, type PipelineSum, quartersOf, reasonsOf, type Status, sharesOf } from './pipeline-sums.ts'

const sum = (key: string | null, status: Status, count: number, value = 0): PipelineSum => ({
  key,
  status,
  count,
  value,
  weighted: 0,
})

test('months come in order, each with what was won, lost and is open; those without a month are left out', () => {
  const sums = [
    sum('2017-02', 'won', 2, 20),
    sum('2017-01', 'lost', 1, 5),
    sum('2017-02', 'open', 3, 30),
    sum(null, 'open', 9, 9),
  ]
  expect(monthsOf(sums)).toEqual([
    { month: '2017-01', won: 0, wonCount: 0, lost: 5, lostCount: 1, open: 0, openCount: 0 },
    { month: '2017-02', won: 20, wonCount: 2, lost: 0, lostCount: 0, open: 30, openCount: 3 },
  ])
})

test('quarters add up their months, by the fiscal year', () => {
  const sums = [
    sum('2017-03', 'won', 1, 1),
    sum('2017-04', 'won', 2, 2),
    sum('2017-05', 'lost', 3, 3),
    sum('2017-06', 'open', 9, 9),
  ]
  expect(quartersOf(sums, 1)).toEqual([
    { quarter: '2017-Q1', won: 1, wonCount: 1, lostCount: 0 },
    { quarter: '2017-Q2', won: 2, wonCount: 2, lostCount: 3 },
  ])
  expect(quartersOf(sums, 3)).toEqual([{ quarter: '2017-Q1', won: 3, wonCount: 3, lostCount: 3 }])
})

test('shares are ordered by what was won, then by what is open', () => {
  const sums = [
    sum('a', 'won', 1, 10),
    sum('b', 'won', 1, 20),
    sum(null, 'open', 1, 5),
    sum('c', 'open', 1, 7),
    sum('a', 'won', 1, 15),
    sum('a', 'lost', 4),
  ]
  expect(sharesOf(sums, (id) => id.toUpperCase())).toEqual([
    { id: 'a', title: 'A', openCount: 0, open: 0, wonCount: 2, won: 25, lostCount: 4 },
    { id: 'b', title: 'B', openCount: 0, open: 0, wonCount: 1, won: 20, lostCount: 0 },
    { id: 'c', title: 'C', openCount: 1, open: 7, wonCount: 0, won: 0, lostCount: 0 },
    { id: null, title: null, openCount: 1, open: 5, wonCount: 0, won: 0, lostCount: 0 },
  ])
})

test('reasons are those of lost deals, the most frequent first', () => {
  expect(reasonsOf([sum('price', 'lost', 1, 5), sum(null, 'lost', 2, 0), sum('other', 'won', 9)], (id) => id)).toEqual([
    { reason: null, title: null, count: 2, value: 0 },
    { reason: 'price', title: 'price', count: 1, value: 5 },
  ])
})

test('cohorts say what became of the deals opened in a month', () => {
  expect(cohortsOf([sum('2017-01', 'won', 3), sum('2017-01', 'open', 2), sum('2017-01', 'lost', 1)])).toEqual([
    { month: '2017-01', opened: 6, won: 3, lost: 1, open: 2 },
  ])
})

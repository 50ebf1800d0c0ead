import { expect, test } from 'vitest'
import type { DealPast } from './deal-past.ts'
import { monthlyWon } from './monthly.ts'
import { dayNumber, monthOf } from './months.ts'

const won = (day: string, wonAmount = 1): DealPast => ({
  id: day,
  openedOn: dayNumber('2025-12-01'),
  closedOn: dayNumber(day),
  won: true,
  wonAmount,
  source: null,
  product: null,
  states: [{ from: 0, stage: 's', person: null, team: null, amount: null, closeOn: null }],
})
const month = (name: string) => monthOf(dayNumber(`${name}-01`))
const dayByDay = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, place) => won(`2026-02-${String(from + place).padStart(2, '0')}`))

test('months are counted from the first win, up to the month that is not over', () => {
  const deals = [won('2026-01-20', 5), won('2026-02-20', 7), won('2026-04-02', 9)]
  expect(monthlyWon(deals, dayNumber('2026-04-15'))).toEqual({ first: month('2026-01'), values: [5, 7, 0] })
  expect(monthlyWon(deals, dayNumber('2026-04-30'))).toEqual({ first: month('2026-01'), values: [5, 7, 0, 9] })
  expect(monthlyWon([], dayNumber('2026-04-30'))).toEqual({ first: month('2026-05'), values: [] })
})

test('a month in whose first half nothing is known, where something is won each day later, is not whole', () => {
  const deals = [won('2026-01-15'), won('2026-01-16'), won('2026-01-20'), ...dayByDay(1, 28)]
  expect(monthlyWon(deals, dayNumber('2026-02-28'))).toEqual({ first: month('2026-02'), values: [28] })
  expect(monthlyWon(deals.slice(3), dayNumber('2026-02-28')).values).toEqual([28])
  expect(monthlyWon(deals.slice(0, 3), dayNumber('2026-01-31'))).toEqual({ first: month('2026-02'), values: [] })
})

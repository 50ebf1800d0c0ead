import { expect, test } from 'vitest'
import { monthOf } from './months.ts'
import { seasonOf } from './season.ts'

const even = [1, 1, 1, 1, 1, 1, 1]
/** January of a year, as the count of months. */
const january = (year: number) => monthOf(Math.round(Date.UTC(year, 0, 1) / 86_400_000))
const days = (year: number, month: number) => new Date(Date.UTC(year, month + 1, 0)).getUTCDate()

test('a month that brings twice as much by day has twice the index, whatever its length and the trend', () => {
  const values = Array.from({ length: 36 }, (_, place) => {
    const [year, month] = [2021 + Math.floor(place / 12), place % 12]
    return days(year, month) * 100 * 1.01 ** place * (month === 11 ? 2 : 1)
  })
  const { index, years } = seasonOf({ first: january(2021), values }, even) ?? expect.fail('no season')
  expect(years).toBe(3)
  expect(index.reduce((sum, value) => sum + value, 0)).toBeCloseTo(12, 6)
  expect((index[11] ?? 0) / (index[5] ?? 1)).toBeCloseTo(2, 1)
  expect((index[1] ?? 0) / (index[2] ?? 1)).toBeCloseTo(1, 1)
})

test('it belongs to the months of the year, wherever the past begins', () => {
  const values = Array.from({ length: 30 }, (_, place) => ((place + 6) % 12 === 11 ? 300 : 100))
  const { index } = seasonOf({ first: january(2021) + 6, values }, even) ?? expect.fail('no season')
  expect(index.indexOf(Math.max(...index))).toBe(11)
})

test('a single year is believed half, and less tells nothing', () => {
  const values = Array.from(
    { length: 14 },
    (_, place) => days(2021, (place + 10) % 12) * ((place + 10) % 12 === 6 ? 3 : 1),
  )
  const { index, years } = seasonOf({ first: january(2020) + 10, values }, even) ?? expect.fail('no season')
  expect(years).toBe(1)
  expect(index[6]).toBeCloseTo((1 + 3 / (14 / 12)) / 2, 2)
  expect(index.indexOf(Math.max(...index))).toBe(6)
  expect(seasonOf({ first: january(2021), values: values.slice(0, 11) }, even)).toBeNull()
  expect(seasonOf({ first: january(2021), values: new Array<number>(12).fill(0) }, even)).toBeNull()
})

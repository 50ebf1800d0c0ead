import type { DayNumber, DealPast } from './deal-past.ts'
import { monthOfQuarter } from './factors.ts'
import { firstDayOf, type MonthNumber, monthOf } from './months.ts'

const halfLife = 3
const looked = 12

/**
 * How many deals will be opened on a day of each of the months ahead: the level of the last months, newer ones counting
 * more, with the rhythm of the quarter as far as it was met.
 */
export function openingsPerDay(
  deals: readonly DealPast[],
  day: DayNumber,
  fiscalStart: number,
  firstMonth: MonthNumber,
  months: number,
): readonly number[] {
  const last = monthOf(day)
  const counts = new Array<number>(looked).fill(0)
  let first = day
  for (const { openedOn } of deals) {
    if (openedOn > day) continue
    first = Math.min(first, openedOn)
    const back = last - monthOf(openedOn)
    if (back < looked) counts[back] = (counts[back] ?? 0) + 1
  }
  const rates = counts.flatMap((count, back) => {
    const month = last - back
    const from = Math.max(first, firstDayOf(month))
    const to = Math.min(day, firstDayOf(month + 1) - 1)
    const days = to - from + 1
    return days > 0
      ? [{ part: monthOfQuarter(month, fiscalStart), rate: count / days, weight: days * 0.5 ** (back / halfLife) }]
      : []
  })
  const mean = (of: typeof rates) =>
    of.reduce((sum, one) => sum + one.rate * one.weight, 0) /
    Math.max(
      1e-9,
      of.reduce((sum, one) => sum + one.weight, 0),
    )
  const parts = [0, 1, 2].map((part) => {
    const of = rates.filter((one) => one.part === part)
    const level = mean(rates)
    return of.length === 0 || level === 0 ? 1 : 1 + ((mean(of) / level - 1) * of.length) / (of.length + 2)
  })
  const level = mean(rates.map((one) => ({ ...one, rate: one.rate / (parts[one.part] ?? 1) })))
  return Array.from(
    { length: months },
    (_, ahead) => level * (parts[monthOfQuarter(firstMonth + ahead, fiscalStart)] ?? 1),
  )
}

const templateDays = 180

/** The deals of the last half year, as those to come will be like: each with how much of the openings it stands for. */
export function templates(
  deals: readonly DealPast[],
  day: DayNumber,
): readonly { readonly deal: DealPast; readonly share: number }[] {
  const recent = deals.filter(({ openedOn }) => openedOn <= day && openedOn > day - templateDays)
  const weights = recent.map(({ openedOn }) => 0.5 ** ((day - openedOn) / (templateDays / 2)))
  const all = weights.reduce((sum, one) => sum + one, 0)
  return recent.map((deal, place) => ({ deal, share: (weights[place] ?? 0) / all }))
}

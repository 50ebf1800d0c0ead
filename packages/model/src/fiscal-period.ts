import { isDay } from './calendar.ts'

export const fiscalPeriodKinds = ['month', 'quarter', 'year'] as const
export type FiscalPeriodKind = (typeof fiscalPeriodKinds)[number]

/** A month, a quarter or a year of a workspace's fiscal calendar; ISO dates, both included. */
export interface FiscalPeriod {
  readonly kind: FiscalPeriodKind
  readonly startsOn: string
  readonly endsOn: string
}

const monthsIn: Readonly<Record<FiscalPeriodKind, number>> = { month: 1, quarter: 3, year: 12 }

/**
 * The period that a day belongs to.
 * @param first month (1–12) with which the fiscal year begins
 * @example fiscalPeriod('quarter', '2017-03-09', 4) //=> 2017-01-01 to 2017-03-31
 */
export function fiscalPeriod(kind: FiscalPeriodKind, day: string, first: number): FiscalPeriod {
  const month = monthCount(day)
  const begin = month - ((((month - (first - 1)) % monthsIn[kind]) + monthsIn[kind]) % monthsIn[kind])
  return periodFrom(kind, begin)
}

/** The period so many after one; before it when negative. */
export function fiscalPeriodAfter(
  { kind, startsOn }: Pick<FiscalPeriod, 'kind' | 'startsOn'>,
  by: number,
): FiscalPeriod {
  return periodFrom(kind, monthCount(startsOn) + by * monthsIn[kind])
}

/** Does a period of a kind begin on the day, one that ends before the year 10,000? */
export function isFiscalPeriodStart(kind: FiscalPeriodKind, day: string, first: number): boolean {
  if (!isDay(day)) return false
  const { startsOn, endsOn } = fiscalPeriod(kind, day, first)
  return startsOn === day && isDay(endsOn)
}

/**
 * What a period is called: `2017-10`, `2017-Q4`, `2017`; years and quarters by the calendar year in which the fiscal year begins.
 * @example fiscalPeriodName({ kind: 'quarter', startsOn: '2017-01-01' }, 4) //=> '2016-Q4'
 */
export function fiscalPeriodName({ kind, startsOn }: Pick<FiscalPeriod, 'kind' | 'startsOn'>, first: number): string {
  if (kind === 'month') return startsOn.slice(0, 7)
  const month = monthCount(startsOn)
  const into = (((month - (first - 1)) % 12) + 12) % 12
  const year = String(Math.floor((month - into) / 12)).padStart(4, '0')
  return kind === 'year' ? year : `${year}-Q${Math.floor(into / 3) + 1}`
}

const monthCount = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

function firstOf(month: number): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`
}

function lastOf(month: number): string {
  // The calendar repeats after 400 years; the years before 100 are no years of `Date.UTC`.
  const days = new Date(Date.UTC(2000 + (Math.floor(month / 12) % 400), (month % 12) + 1, 0)).getUTCDate()
  return `${firstOf(month).slice(0, -2)}${days}`
}

function periodFrom(kind: FiscalPeriodKind, begin: number): FiscalPeriod {
  return { kind, startsOn: firstOf(begin), endsOn: lastOf(begin + monthsIn[kind] - 1) }
}

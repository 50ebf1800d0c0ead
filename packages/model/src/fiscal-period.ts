import { addDays, isDay, startOfMonth, startOfQuarter, startOfYear } from './calendar.ts'

export const fiscalPeriodKinds = ['month', 'quarter', 'year'] as const
export type FiscalPeriodKind = (typeof fiscalPeriodKinds)[number]

/** A month, a quarter or a year of a workspace's fiscal calendar; ISO dates, both included. */
export interface FiscalPeriod {
  readonly kind: FiscalPeriodKind
  readonly startsOn: string
  readonly endsOn: string
}

/** The first day of the period that holds a day, moved by so many periods. */
const startOf: Readonly<Record<FiscalPeriodKind, (day: string, first: number, count: number) => string>> = {
  month: (day, _first, count) => startOfMonth(day, count),
  quarter: startOfQuarter,
  year: startOfYear,
}

/**
 * The period that a day belongs to, moved by so many periods.
 * @param first month (1–12) with which the fiscal year begins
 * @example fiscalPeriod('quarter', '2017-03-09', 4) //=> 2017-01-01 to 2017-03-31
 */
export function fiscalPeriod(kind: FiscalPeriodKind, day: string, first: number, count = 0): FiscalPeriod {
  return {
    kind,
    startsOn: startOf[kind](day, first, count),
    endsOn: addDays(startOf[kind](day, first, count + 1), -1),
  }
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
  const year = startOfYear(startsOn, first).slice(0, 4)
  if (kind === 'year') return year
  const months = (Number(startsOn.slice(5, 7)) - first + 12) % 12
  return `${year}-Q${Math.floor(months / 3) + 1}`
}

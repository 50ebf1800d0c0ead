import type { DayNumber } from './deal-past.ts'
import { type Bands, bandOf, type Levels, setPassing } from './factors.ts'
import { firstDayOf, type MonthNumber, monthOf } from './months.ts'

/** A deal on its way through time. */
export interface Course {
  readonly openedOn: DayNumber
  readonly closeOn: DayNumber | null
  /** What is known of it; what passes with time is set in it for each span. */
  readonly levels: Levels
  readonly bands: Bands
  readonly fiscalStart: number
}

type Visit = (from: DayNumber, to: DayNumber, month: MonthNumber) => void

/** Calls with each span of days on which all that tells a deal's chance stays as it is, from a day up to and including another. */
export function eachSpan(
  { openedOn, closeOn, levels, bands, fiscalStart }: Course,
  from: DayNumber,
  to: DayNumber,
  visit: Visit,
): void {
  const closeMonth = closeOn === null ? null : monthOf(closeOn)
  let day = from
  while (day <= to) {
    const month = monthOf(day)
    const band = bandOf(bands.ages, day - openedOn)
    const older = bands.ages[band]
    const until = Math.min(to, firstDayOf(month + 1) - 1, older === undefined ? to : openedOn + older - 1)
    setPassing(levels, band, month, closeMonth, fiscalStart)
    visit(day, until, month)
    day = until + 1
  }
}

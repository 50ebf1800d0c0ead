/** Days as ISO dates ('2026-02-28'): plain calendar arithmetic, no instants but where a zone is named. */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/

/** A real day of the Gregorian calendar, years 0001–9999. */
export function isDay(text: string): boolean {
  const match = isoDate.exec(text)
  if (!match) return false
  const [, y, m, d] = match.map(Number)
  if (y === undefined || m === undefined || d === undefined || y < 1) return false
  return dayOf(y, m, d) === text
}

/** The ISO date of a year, month 1–12 and day; days beyond the month run over. */
export function dayOf(year: number, month: number, day: number): string {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  return `${String(date.getUTCFullYear()).padStart(4, '0')}-${String(date.getUTCMonth() + 1).padStart(2, '0')}-${String(date.getUTCDate()).padStart(2, '0')}`
}

function parts(day: string): [year: number, month: number, day: number] {
  // The day after the last of 9999 has a year of five digits.
  const year = day.indexOf('-')
  return [Number(day.slice(0, year)), Number(day.slice(year + 1, year + 3)), Number(day.slice(year + 4, year + 6))]
}

/** @example addDays('2026-02-27', 2) //=> '2026-03-01' */
export function addDays(day: string, count: number): string {
  const [y, m, d] = parts(day)
  return dayOf(y, m, d + count)
}

/** Days from a to b; negative when b is earlier. */
export function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(`${b}T00:00:00Z`) - Date.parse(`${a}T00:00:00Z`)) / 86_400_000)
}

/** First day of the month that lies `count` months after the month of `day`. */
export function startOfMonth(day: string, count = 0): string {
  const [y, m] = parts(day)
  return dayOf(y, m + count, 1)
}

/** Monday of the week of `day`. */
export function startOfWeek(day: string): string {
  const [y, m, d] = parts(day)
  const weekday = new Date(Date.UTC(y, m - 1, d)).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** The day itself, or the Monday after when it is of a weekend. */
export function workday(day: string): string {
  const monday = startOfWeek(day)
  return day > addDays(monday, 4) ? addDays(monday, 7) : day
}

/** First day of the year that begins in month `first` (1–12) and holds `day`, moved by `count` years. */
export function startOfYear(day: string, first = 1, count = 0): string {
  const [y, m] = parts(day)
  return dayOf((m < first ? y - 1 : y) + count, first, 1)
}

/** First day of the quarter of the year beginning in month `first`, moved by `count` quarters. */
export function startOfQuarter(day: string, first = 1, count = 0): string {
  const [y, m] = parts(day)
  const into = (((m - first) % 12) + 12) % 3
  return dayOf(y, m - into + count * 3, 1)
}

const periods: Readonly<Record<string, (today: string, fiscal: number) => readonly [from: string, to: string]>> = {
  today: (t) => [t, addDays(t, 1)],
  yesterday: (t) => [addDays(t, -1), t],
  tomorrow: (t) => [addDays(t, 1), addDays(t, 2)],
  this_week: (t) => [startOfWeek(t), addDays(startOfWeek(t), 7)],
  last_week: (t) => [addDays(startOfWeek(t), -7), startOfWeek(t)],
  next_week: (t) => [addDays(startOfWeek(t), 7), addDays(startOfWeek(t), 14)],
  this_month: (t) => [startOfMonth(t), startOfMonth(t, 1)],
  last_month: (t) => [startOfMonth(t, -1), startOfMonth(t)],
  next_month: (t) => [startOfMonth(t, 1), startOfMonth(t, 2)],
  this_quarter: (t, f) => [startOfQuarter(t, f), startOfQuarter(t, f, 1)],
  last_quarter: (t, f) => [startOfQuarter(t, f, -1), startOfQuarter(t, f)],
  next_quarter: (t, f) => [startOfQuarter(t, f, 1), startOfQuarter(t, f, 2)],
  this_year: (t) => [startOfYear(t), startOfYear(t, 1, 1)],
  last_year: (t) => [startOfYear(t, 1, -1), startOfYear(t)],
  next_year: (t) => [startOfYear(t, 1, 1), startOfYear(t, 1, 2)],
  this_fiscal_year: (t, f) => [startOfYear(t, f), startOfYear(t, f, 1)],
  last_fiscal_year: (t, f) => [startOfYear(t, f, -1), startOfYear(t, f)],
  past: (t) => ['0001-01-01', t],
  future: (t) => [addDays(t, 1), '9999-12-31'],
}

/** The named periods of the filter language; besides them `last_N_days` (ending today) and `next_N_days` (from tomorrow). */
export const periodNames: readonly string[] = Object.keys(periods)

/**
 * The days of a named period as [from, to): `to` is the first day after it.
 * @param fiscal first month (1–12) of the fiscal year, for quarters and fiscal years
 * @returns undefined for a name that is not a period
 * @example periodDays('last_7_days', '2026-03-08') //=> ['2026-03-02', '2026-03-09']
 */
export function periodDays(name: string, today: string, fiscal = 1): readonly [string, string] | undefined {
  if (Object.hasOwn(periods, name)) return periods[name]?.(today, fiscal)
  const rolling = /^(last|next)_(\d{1,4})_days$/.exec(name)
  if (!rolling) return undefined
  const count = Number(rolling[2])
  return rolling[1] === 'last'
    ? [addDays(today, 1 - count), addDays(today, 1)]
    : [addDays(today, 1), addDays(today, count + 1)]
}

/** 'today', 'today+7', 'today-30' or an ISO date; undefined for anything else. */
export function relativeDay(text: string, today: string): string | undefined {
  const relative = /^today(?:([+-])(\d{1,4}))?$/.exec(text)
  if (relative) return relative[1] ? addDays(today, Number(`${relative[1]}${relative[2]}`)) : today
  return isDay(text) ? text : undefined
}

const formats = new Map<string, Intl.DateTimeFormat>()

function clockIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

export function isTimeZone(zone: string): boolean {
  try {
    clockIn(zone)
    return true
  } catch {
    return false
  }
}

const latestDays = new Map<string, { readonly minute: number; readonly day: string }>()

/** The day that an instant falls on in a zone. The latest minute asked for is kept: it is mostly now. */
export function dayIn(zone: string, instant: Date): string {
  const minute = Math.floor(instant.getTime() / 60_000)
  const known = latestDays.get(zone)
  if (known?.minute === minute) return known.day
  const day = localTime(zone, instant).slice(0, 10)
  latestDays.set(zone, { minute, day })
  return day
}

/** Wall-clock time of an instant in a zone, as 'YYYY-MM-DDTHH:MM:SS'. */
export function localTime(zone: string, instant: Date): string {
  const of: Record<string, string> = {}
  for (const part of clockIn(zone).formatToParts(instant)) of[part.type] = part.value
  return `${of.year?.padStart(4, '0')}-${of.month}-${of.day}T${of.hour}:${of.minute}:${of.second}`
}

/** The wall clock of a zone at an instant, as if it stood in UTC; years have any number of digits. */
function wallMilliseconds(zone: string, at: number): number {
  const of: Record<string, number> = {}
  for (const { type, value } of clockIn(zone).formatToParts(at)) of[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = of
  const wall = new Date(0)
  wall.setUTCFullYear(year, month - 1, day)
  return wall.setUTCHours(hour, minute, second)
}

/**
 * The instant of a wall-clock time in a zone. A time that a clock change skips gives the instant as far after the
 * change; a time that occurs twice gives the first.
 */
export function instantOf(zone: string, wall: string): Date {
  const target = Date.parse(`${wall}Z`)
  const offsetAt = (at: number): number => wallMilliseconds(zone, at) - at
  const before = offsetAt(target - 86_400_000)
  const after = offsetAt(target + 86_400_000)
  const candidates = [target - before, target - after].filter((at) => at + offsetAt(at) === target)
  return new Date(candidates.length > 0 ? Math.min(...candidates) : target - before)
}

/** First and last instant that can be kept: years 0001 to 9999, as for days. */
const firstInstant = Date.parse('0001-01-01T00:00:00Z')
const lastInstant = Date.parse('9999-12-31T23:59:59.999Z')

/** Can an instant be kept and written with four digits for its year? */
export function isInstant(at: Date): boolean {
  return at.getTime() >= firstInstant && at.getTime() <= lastInstant
}

/** The instant at which a day begins in a zone; at the ends of the calendar, the first or last that can be kept. */
export function startOfDay(zone: string, day: string): Date {
  if (!isDay(day)) return new Date(lastInstant)
  const at = instantOf(zone, `${day}T00:00:00`).getTime()
  return new Date(Math.min(Math.max(at, firstInstant), lastInstant))
}

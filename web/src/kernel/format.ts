import { useQuery } from '@tanstack/react-query'
import type { Count } from '@tendero/model/api'
import { dayIn, daysBetween } from '@tendero/model/calendar'
import { exponentOf } from '@tendero/model/currency'
import type { Language } from '@tendero/model/translated'
import { useLanguage } from './language.ts'
import { sessionQuery } from './queries.ts'

export interface Amount {
  readonly minor: number
  readonly currency: string
}

type MoneyStyle = 'exact' | 'rounded' | 'short'

/** How numbers, money, dates and lengths of time are written for a person. */
export interface Format {
  readonly language: Language
  readonly timeZone: string
  number(value: number, most?: number): string
  /** '1.234' or '≈ 120.000'. */
  count(count: Count): string
  percent(value: number): string
  money(amount: Amount, style?: MoneyStyle): string
  /** An ISO date, without a time. */
  day(day: string): string
  dayShort(day: string): string
  /** 'March 2026', of 'YYYY-MM' or a day in it. */
  month(name: string): string
  instant(at: string): string
  time(at: string): string
  /** 'in 2 days', '3 hours ago'; only the day counts beyond a day. */
  relative(at: string, now?: Date): string
  relativeDay(day: string): string
  /** Today in the person's zone, as an ISO date. */
  today(): string
  duration(seconds: number): string
  /** '52 kB', '1.2 MB'. */
  bytes(count: number): string
  list(items: readonly string[]): string
  country(code: string): string
  currencyName(code: string): string
}

function makeFormat(language: Language, timeZone: string): Format {
  const numbers = new Intl.NumberFormat(language, { useGrouping: 'always', maximumFractionDigits: 6 })
  const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 4 })
  const days = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  const shortDays = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const instants = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const times = new Intl.DateTimeFormat(language, { timeStyle: 'short', timeZone })
  const relatives = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const lists = new Intl.ListFormat(language)
  const countries = new Intl.DisplayNames(language, { type: 'region' })
  const currencies = new Intl.DisplayNames(language, { type: 'currency' })
  const utc = (day: string): Date => new Date(`${day}T00:00:00Z`)
  const today = (): string => dayIn(timeZone, new Date())
  const byDays = (count: number): string => {
    if (Math.abs(count) < 14) return relatives.format(count, 'day')
    if (Math.abs(count) < 60) return relatives.format(Math.round(count / 7), 'week')
    return Math.abs(count) < 700
      ? relatives.format(Math.round(count / 30.44), 'month')
      : relatives.format(Math.round(count / 365.25), 'year')
  }
  return {
    language,
    timeZone,
    number: (value, most) =>
      most === undefined
        ? numbers.format(value)
        : new Intl.NumberFormat(language, { useGrouping: 'always', maximumFractionDigits: most }).format(value),
    count: ({ value, estimated }) => (estimated ? `≈ ${numbers.format(roughly(value))}` : numbers.format(value)),
    percent: (value) => percents.format(value / 100),
    money: (amount, style = 'exact') => moneyText(language, amount, style),
    day: (day) => days.format(utc(day)),
    dayShort: (day) => shortDays.format(utc(day)),
    month: (name) => months.format(utc(`${name.slice(0, 7)}-01`)),
    instant: (at) => instants.format(new Date(at)),
    time: (at) => times.format(new Date(at)),
    relative(at, now = new Date()) {
      const minutes = Math.round((new Date(at).getTime() - now.getTime()) / 60_000)
      if (minutes === 0) return relatives.format(0, 'second')
      if (Math.abs(minutes) < 60) return relatives.format(minutes, 'minute')
      const count = daysBetween(dayIn(timeZone, now), dayIn(timeZone, new Date(at)))
      return count === 0 ? relatives.format(Math.round(minutes / 60), 'hour') : byDays(count)
    },
    relativeDay: (day) => byDays(daysBetween(today(), day)),
    today,
    duration: durationText,
    bytes: (count) => bytesText(language, count),
    list: (items) => lists.format(items),
    country: (code) => countries.of(code) ?? code,
    currencyName: (code) => currencies.of(code) ?? code,
  }
}

/** Two leading digits are all an estimate is good for. */
function roughly(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 1)
  return Math.round(value / step) * step
}

function moneyText(language: Language, { minor, currency }: Amount, style: MoneyStyle): string {
  return moneyFormat(language, currency, style).format(minor / 10 ** exponentOf(currency))
}

const moneyFormats = new Map<string, Intl.NumberFormat>()

/** Making one takes twenty times as long as writing an amount with it, and lists write thousands. */
function moneyFormat(language: Language, currency: string, style: MoneyStyle): Intl.NumberFormat {
  const key = `${language} ${currency} ${style}`
  const known = moneyFormats.get(key)
  if (known) return known
  const places = exponentOf(currency)
  const exact = { minimumFractionDigits: places, maximumFractionDigits: places }
  const rounded = style === 'rounded' ? { minimumFractionDigits: 0, maximumFractionDigits: 0 } : exact
  const short =
    style === 'short' ? ({ notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 } as const) : {}
  const fresh = new Intl.NumberFormat(language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    useGrouping: 'always',
    ...rounded,
    ...short,
  })
  moneyFormats.set(key, fresh)
  return fresh
}

/** '1:05' for an hour and five minutes; seconds only when there are any. */
function durationText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const rest = seconds % 60
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}${rest ? `:${two(rest)}` : ''}`
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function bytesText(language: Language, count: number): string {
  const place = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), byteUnits.length - 1)
  const style = {
    style: 'unit',
    unit: byteUnits[place],
    unitDisplay: 'short',
    maximumFractionDigits: place > 1 ? 1 : 0,
  } as const
  return new Intl.NumberFormat(language, style).format(count / 1_000 ** place)
}

const made = new Map<string, Format>()

export function formatFor(language: Language, timeZone: string): Format {
  const key = `${language} ${timeZone}`
  const known = made.get(key)
  if (known) return known
  const fresh = makeFormat(language, timeZone)
  made.set(key, fresh)
  return fresh
}

/** Writes values as the person reads them: their language, their time zone. */
export function useFormat(): Format {
  const language = useLanguage()
  const { data } = useQuery({ ...sessionQuery, enabled: false })
  return formatFor(language, data?.user.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
}

import type { NumberKind } from './number-format.ts'

/** Day 0 of a workbook's dates. Most count from 1900; those that came from a Macintosh may count from 1904. */
export type DateSystem = 1900 | 1904

const day = 86_400
/** 9999-12-31 in the system of 1900. */
const lastSerial = 2_958_465

/**
 * A serial number as ISO text: the day, with its time when the format shows one, or the time alone ('1:30:00' for an
 * hour and a half, whole days counted as hours). The 29th of February 1900, which never was, is day 60 of its system.
 * @returns undefined for a number that is no date
 * @example serialText(44035.375, 'date_time', 1900) //=> '2020-07-23T09:00:00'
 */
export function serialText(serial: number, kind: NumberKind, system: DateSystem): string | undefined {
  if (!Number.isFinite(serial) || serial < 0 || serial > lastSerial + 1) return undefined
  const seconds = Math.round((serial % 1) * day)
  const days = Math.floor(serial) + Math.floor(seconds / day)
  if (kind === 'time') return clock(days * 24, seconds % day)
  const date = dayText(days, system)
  return kind === 'date' ? date : `${date}T${clock(0, seconds % day).padStart(8, '0')}`
}

function clock(hours: number, seconds: number): string {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${hours + Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`
}

function dayText(days: number, system: DateSystem): string {
  if (system === 1900 && days === 60) return '1900-02-29'
  const first = system === 1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  return new Date(first + days * day * 1_000).toISOString().slice(0, 10)
}

/** The serial number of a UTC instant in the system of 1900; only for days after February 1900. */
export function serialOf(instant: Date): number {
  return (instant.getTime() - Date.UTC(1899, 11, 30)) / (day * 1_000)
}

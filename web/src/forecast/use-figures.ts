import { exponentOf } from '@tendero/model/currency'
import { useFormat } from '../kernel/format.ts'

/** How the figures of a forecast are written for people and for files. */
export function useForecastFigures(currency: string) {
  const format = useFormat()
  return {
    money: (minor: number) => format.money({ minor: Math.round(minor), currency }, 'rounded'),
    short: (minor: number) => format.money({ minor: Math.round(minor), currency }, 'short'),
    /** For a file: the amount in major units. */
    major: (minor: number) => Math.round(minor) / 10 ** exponentOf(currency),
    /** '+€500', '−€20'. */
    signedMoney: (minor: number) =>
      `${minor > 0 ? '+' : ''}${format.money({ minor: Math.round(minor), currency }, 'rounded')}`,
    share: (value: number) => format.percent(Math.round(value * 100)),
    /** 'Nov 26', of 'YYYY-MM'. */
    monthShort: (month: string) =>
      new Intl.DateTimeFormat(format.language, { month: 'short', year: '2-digit', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
      ),
    /** '+8', '−3'. */
    signed: (value: number) =>
      new Intl.NumberFormat(format.language, { signDisplay: 'exceptZero', maximumFractionDigits: 0 }).format(value),
    /** '+24%', '−3%'. */
    signedShare: (value: number) =>
      new Intl.NumberFormat(format.language, {
        style: 'percent',
        signDisplay: 'exceptZero',
        maximumFractionDigits: 0,
      }).format(value),
  }
}

import { exponentOf } from '@tendero/model/currency'
import { useFormat } from '../kernel/format.ts'
import { useReport } from './report-context.ts'

/** How the figures of a report are written for people and for files. */
export function useFigures() {
  const format = useFormat()
  const { currency } = useReport()
  return {
    money: (minor: number | null) => (minor === null ? '–' : format.money({ minor, currency }, 'rounded')),
    short: (minor: number) => format.money({ minor, currency }, 'short'),
    /** For a file: the amount in major units. */
    major: (minor: number | null) => minor && minor / 10 ** exponentOf(currency),
    number: (value: number) => format.number(value, 0),
    share: (value: number | undefined) => (value === undefined ? '–' : format.percent(Math.round(value * 1000) / 10)),
    month: (month: string, style: 'short' | 'long' = 'short') =>
      new Intl.DateTimeFormat(format.language, { month: style, year: 'numeric', timeZone: 'UTC' }).format(
        new Date(`${month}-01T00:00:00Z`),
      ),
  }
}

/** Won of all that were closed. */
export function rate(won: number, lost: number): number | undefined {
  return won + lost > 0 ? won / (won + lost) : undefined
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** A monthly series up to a month, and what came then. */
export interface CompetitionSeries {
  readonly name: string
  readonly history: readonly number[]
  readonly future: readonly number[]
}

/** What an entrant of the competition sent for a series. */
export interface Entry {
  readonly name: string
  readonly method: string
  readonly forecast: readonly number[]
}

/** The series of a folder, and the published forecasts, where there are any, of whatever file names behind the first words. */
export function competition(folder: string): { series: readonly CompetitionSeries[]; published: readonly Entry[] } {
  const series = rowsOf(folder, 'm3_monthly_').map((row) => ({
    name: row.series ?? '',
    history: numbers(row.history),
    future: numbers(row.future),
  }))
  if (series.length === 0) throw new Error(`There is no m3_monthly_*.csv.gz with series in ${folder}.`)
  const published = rowsOf(folder, 'm3_published_forecasts_').map((row) => ({
    name: row.series ?? '',
    method: row.method ?? '',
    forecast: numbers(row.forecast),
  }))
  return { series, published }
}

/** The cells of these files are plain: names and numbers. */
function rowsOf(folder: string, beginning: string): readonly Readonly<Record<string, string>>[] {
  const files = readdirSync(folder).filter((file) => file.startsWith(beginning) && file.endsWith('.csv.gz'))
  return files.toSorted().flatMap((file) => {
    const text = gunzipSync(readFileSync(join(folder, file))).toString('utf8')
    const [head = '', ...lines] = text.trimEnd().split(/\r?\n/)
    const columns = head.split(',')
    return lines.map((line) => {
      const cells = line.split(',')
      return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
    })
  })
}

const numbers = (cell = '') => cell.split(' ').filter(Boolean).map(Number)

import type { ForecastSeason } from '@tendero/model/api'
import { lazy } from 'react'
import { useFormat } from '../kernel/format.ts'
import { ReportSection } from '../reports/report-section.tsx'
import { type Column, fileOf, ReportTable } from '../reports/report-table.tsx'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

const SeasonChart = lazy(async () => ({ default: (await import('./season-chart.tsx')).SeasonChart }))

interface SeasonSectionProps {
  readonly season: ForecastSeason
  readonly currency: string
}

interface MonthOfYear {
  readonly month: string
  readonly index: number
}

/** What each month of the year brings, of what is usual. */
export function SeasonSection({ season, currency }: SeasonSectionProps) {
  const words = useForecastWords()
  const { language } = useFormat()
  const { share } = useForecastFigures(currency)
  const name = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const months = season.index.map(
    (index, month): MonthOfYear => ({ month: name.format(Date.UTC(2021, month, 1)), index }),
  )
  const columns: readonly Column<MonthOfYear>[] = [
    { key: 'month', label: words.month, words: true, cell: ({ month }) => month, show: ({ month }) => month },
    { key: 'index', label: words.ofUsual, cell: ({ index }) => index, show: ({ index }) => share(index) },
  ]
  return (
    <ReportSection
      title={words.season}
      meaning={words.seasonLead(season.years)}
      chart={<SeasonChart label={words.season} months={months} show={share} />}
      table={<ReportTable label={words.season} columns={columns} rows={months} keyOf={({ month }) => month} />}
      file={() => fileOf(columns, months)}
    />
  )
}

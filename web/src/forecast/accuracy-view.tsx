import { Badge, SegmentedControl, Text } from '@mantine/core'
import type { Forecast, ForecastAccuracy, ForecastTrial, ForecastWay } from '@tendero/model/api'
import { forecastWays } from '@tendero/model/api'
import { lazy, useState } from 'react'
import { Callout } from '../design/callout.tsx'
import { useFormat } from '../kernel/format.ts'
import { ReportSection } from '../reports/report-section.tsx'
import { type Column, fileOf, ReportTable } from '../reports/report-table.tsx'
import classes from './forecast.module.css'
import { SeasonSection } from './season-section.tsx'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

const TrialChart = lazy(async () => ({ default: (await import('./trial-chart.tsx')).TrialChart }))

type Way = ForecastAccuracy & { readonly way: ForecastWay }

/** How far off, to compare: by the same other forecast of the same months where there is one. */
const offBy = ({ mase, wape }: ForecastAccuracy) => mase ?? wape

/** How many of what comes ought to lie within the bounds. */
const wanted = 0.8

/** How well forecasts of past months did, with only what was known then, against simpler ways to tell. */
export function AccuracyView({ forecast }: { readonly forecast: Forecast }) {
  const words = useForecastWords()
  const { accuracy, coverage } = forecast
  const { share } = useForecastFigures(forecast.currency)
  const ways = forecastWays.flatMap((way): readonly Way[] => (accuracy[way] ? [{ way, ...accuracy[way] }] : []))
  if (ways.length === 0) return <Text>{words.notTried}</Text>
  const best = Math.min(...ways.map(offBy))
  const isBest = accuracy.forecast === null || offBy(accuracy.forecast) <= best
  return (
    <>
      <Text size="sm" c="dimmed" className={classes.lead}>
        {words.accuracyLead}
      </Text>
      {!isBest && <Callout>{words.worse}</Callout>}
      <WaysTable ways={ways} best={best} currency={forecast.currency} />
      {coverage !== null && <Text size="sm">{words.coverage(share(coverage), share(wanted))}</Text>}
      {forecast.season && <SeasonSection season={forecast.season} currency={forecast.currency} />}
      {forecast.trials.length > 0 && <Trials trials={forecast.trials} currency={forecast.currency} />}
    </>
  )
}

interface WaysTableProps {
  readonly ways: readonly Way[]
  readonly best: number
  readonly currency: string
}

function WaysTable({ ways, best, currency }: WaysTableProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { share, signedShare } = useForecastFigures(currency)
  const columns: readonly Column<Way>[] = [
    {
      key: 'way',
      label: words.way,
      words: true,
      cell: ({ way }) => words.ways[way],
      show: ({ way, ...found }) => (
        <>
          {way === 'forecast' ? <strong>{words.ways[way]}</strong> : words.ways[way]}{' '}
          {offBy(found) === best && (
            <Badge size="sm" variant="light">
              {words.best}
            </Badge>
          )}
        </>
      ),
    },
    { key: 'trials', label: words.trials, cell: ({ trials }) => trials, show: ({ trials }) => format.number(trials) },
    { key: 'wape', label: words.wape, cell: ({ wape }) => wape, show: ({ wape }) => share(wape) },
    {
      key: 'bias',
      label: words.bias_,
      cell: ({ bias }) => bias,
      show: ({ bias }) => signedShare(bias),
    },
    {
      key: 'mase',
      label: words.mase,
      cell: ({ mase }) => mase,
      show: ({ mase }) => (mase === null ? '–' : format.number(mase, 2)),
    },
  ]
  return (
    <div className={classes.ways}>
      <ReportTable label={words.views.accuracy} columns={columns} rows={ways} keyOf={({ way }) => way} />
      <Text size="xs" c="dimmed">
        {words.wape}: {words.wapeMeaning} {words.bias_}: {words.biasMeaning} {words.mase}: {words.maseMeaning}
      </Text>
    </div>
  )
}

interface TrialsProps {
  readonly trials: readonly ForecastTrial[]
  readonly currency: string
}

function Trials({ trials, currency }: TrialsProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, major } = useForecastFigures(currency)
  const [horizon, setHorizon] = useState(1)
  const horizons = [...new Set(trials.map((trial) => trial.horizon))].sort()
  const shown = trials.filter((trial) => trial.horizon === horizon)
  const moneyColumn = (
    key: string,
    label: string,
    of: (trial: ForecastTrial) => number | null,
  ): Column<ForecastTrial> => ({
    key,
    label,
    cell: (trial) => {
      const value = of(trial)
      return value === null ? null : major(value)
    },
    show: (trial) => {
      const value = of(trial)
      return value === null ? '–' : money(value)
    },
  })
  const columns: readonly Column<ForecastTrial>[] = [
    {
      key: 'month',
      label: words.month,
      words: true,
      cell: ({ month }) => month,
      show: ({ month }) => format.month(month),
    },
    { key: 'madeOn', label: words.madeOn, cell: ({ madeOn }) => madeOn, show: ({ madeOn }) => format.day(madeOn) },
    moneyColumn('actual', words.came, ({ actual }) => actual),
    ...forecastWays
      .filter((way) => way in (trials[0] ?? {}))
      .map((way) => moneyColumn(way, words.ways[way], (trial) => trial[way])),
  ]
  return (
    <ReportSection
      title={words.trialChart}
      meaning={words.accuracyLead}
      choice={
        <SegmentedControl
          size="xs"
          aria-label={words.ahead}
          value={String(horizon)}
          data={horizons.map((one) => ({ value: String(one), label: String(one) }))}
          onChange={(chosen) => setHorizon(Number(chosen))}
        />
      }
      chart={<TrialChart label={words.trialChart} trials={shown} currency={currency} />}
      table={<ReportTable label={words.trialChart} columns={columns} rows={shown} keyOf={(trial) => trial.month} />}
      file={() => fileOf(columns, trials)}
    />
  )
}

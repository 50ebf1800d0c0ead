import '@mantine/charts/styles.css'
import { CompositeChart } from '@mantine/charts'
import type { ForecastTrial } from '@tendero/model/api'
import classes from './forecast.module.css'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface TrialChartProps {
  readonly label: string
  /** One for each month. */
  readonly trials: readonly ForecastTrial[]
  readonly currency: string
}

/** What was forecast for each month, with its bounds, beside what came. */
export function TrialChart({ label, trials, currency }: TrialChartProps) {
  const words = useForecastWords()
  const { money, short, monthShort } = useForecastFigures(currency)
  return (
    <div role="img" aria-label={label} className={classes.chart}>
      <CompositeChart
        h={320}
        data={trials.map(({ month, actual, forecast, p10, p90 }) => ({
          month: monthShort(month),
          actual,
          forecast,
          bounds: [p10, p90],
        }))}
        dataKey="month"
        series={[
          { name: 'actual', label: words.came, color: 'awning.5', type: 'bar' },
          { name: 'bounds', label: words.bounds, color: 'indigo.3', type: 'area' },
          { name: 'forecast', label: words.forecast, color: 'indigo.6', type: 'line' },
        ]}
        valueFormatter={(value: number | readonly number[]) =>
          typeof value === 'number' ? money(value) : value.map(money).join(' – ')
        }
        yAxisProps={{ tickFormatter: (value: number) => short(value), width: 72 }}
        tooltipProps={{ isAnimationActive: false }}
        withDots={false}
        areaProps={{ isAnimationActive: false, strokeWidth: 0, fillOpacity: 0.25, activeDot: false, dot: false }}
        lineProps={{ isAnimationActive: false, dot: true }}
        barProps={{ isAnimationActive: false }}
        maxBarWidth={40}
        curveType="linear"
        tickLine="none"
        gridAxis="x"
        withLegend
        legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
        composedChartProps={{ accessibilityLayer: false }}
      />
    </div>
  )
}

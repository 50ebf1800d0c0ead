import '@mantine/charts/styles.css'
import { CompositeChart } from '@mantine/charts'
import type { ForecastBelief } from '@tendero/model/api'
import { useFormat } from '../kernel/format.ts'
import classes from './forecast.module.css'
import { useForecastFigures } from './use-figures.ts'
import { useForecastWords } from './words.ts'

interface BeliefChartProps {
  readonly label: string
  readonly beliefs: readonly ForecastBelief[]
  /** What was won; null while the month is to come. */
  readonly actual: number | null
  readonly over: boolean
  readonly currency: string
}

/** What was forecast for a month at each date, with its bounds as a band, against what came. */
export function BeliefChart({ label, beliefs, actual, over, currency }: BeliefChartProps) {
  const words = useForecastWords()
  const format = useFormat()
  const { money, short } = useForecastFigures(currency)
  const data = beliefs.map(({ asOf, mean, p10, p90 }) => ({
    day: format.dayShort(asOf),
    bounds: [p10, p90],
    forecast: mean,
    ...(actual === null ? {} : { actual }),
  }))
  return (
    <div role="img" aria-label={label} className={classes.chart}>
      <CompositeChart
        h={320}
        data={data}
        dataKey="day"
        series={[
          { name: 'bounds', label: words.bounds, color: 'indigo.3', type: 'area' },
          { name: 'forecast', label: words.forecast, color: 'indigo.6', type: 'line' },
          ...(actual === null
            ? []
            : ([
                {
                  name: 'actual',
                  label: over ? words.actual : words.wonUntilNow,
                  color: 'awning.6',
                  type: 'line',
                  strokeDasharray: '6 4',
                },
              ] as const)),
        ]}
        valueFormatter={(value: number | readonly number[]) =>
          typeof value === 'number' ? money(value) : value.map(money).join(' – ')
        }
        yAxisProps={{ tickFormatter: (value: number) => short(value), width: 72 }}
        tooltipProps={{ isAnimationActive: false }}
        withDots={false}
        areaProps={{ isAnimationActive: false, strokeWidth: 0, fillOpacity: 0.25, activeDot: false, dot: false }}
        lineProps={({ name }) => ({ isAnimationActive: false, dot: name === 'forecast' && data.length < 40 })}
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

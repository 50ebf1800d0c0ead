import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import type { ChangeStep } from './changes-view.tsx'
import classes from './forecast.module.css'
import { useForecastFigures } from './use-figures.ts'

interface ChangesChartProps {
  readonly label: string
  readonly steps: readonly ChangeStep[]
  readonly currency: string
}

/** From what was there, step by step, to what is there. */
export function ChangesChart({ label, steps, currency }: ChangesChartProps) {
  const { money, short } = useForecastFigures(currency)
  const data = steps.map(({ key, label: step, amount }) => ({
    step,
    amount,
    color: key === 'before' || key === 'after' ? 'indigo.5' : amount < 0 ? 'orange.5' : 'awning.5',
    ...(key === 'after' ? { standalone: true } : {}),
  }))
  return (
    <div role="img" aria-label={label} className={classes.chart}>
      <BarChart
        h={300}
        type="waterfall"
        data={data}
        dataKey="step"
        series={[{ name: 'amount', label, color: 'indigo.5' }]}
        valueFormatter={money}
        yAxisProps={{ tickFormatter: (value: number) => short(value), width: 72 }}
        tooltipProps={{ isAnimationActive: false }}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
        tickLine="none"
        gridAxis="x"
      />
    </div>
  )
}

import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import classes from './forecast.module.css'

interface SeasonChartProps {
  readonly label: string
  /** By month, January first. */
  readonly months: readonly { readonly month: string; readonly index: number }[]
  show(index: number): string
}

/** How much more or less than usual is won in each month of the year. */
export function SeasonChart({ label, months, show }: SeasonChartProps) {
  return (
    <div role="img" aria-label={label} className={classes.chart}>
      <BarChart
        h={220}
        data={months.map(({ month, index }) => ({ month, change: index - 1 }))}
        dataKey="month"
        series={[{ name: 'change', label, color: 'indigo.5' }]}
        valueFormatter={(change: number) => show(change + 1)}
        yAxisProps={{ tickFormatter: (change: number) => show(change + 1), width: 60 }}
        tooltipProps={{ isAnimationActive: false }}
        barProps={{ isAnimationActive: false }}
        barChartProps={{ accessibilityLayer: false }}
        referenceLines={[{ y: 0 }]}
        tickLine="none"
        gridAxis="x"
      />
    </div>
  )
}

import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import type { Status } from './drill.ts'
import classes from './reports.module.css'
import { useReportWords } from './words.ts'

/** Of each month one figure for every status. */
type MonthRow = { readonly month: string } & Readonly<Record<Status, number>>

interface StackedMonthsProps {
  /** Says what the chart shows and where the figures stand in words. */
  readonly label: string
  readonly rows: readonly MonthRow[]
  /** From below. */
  readonly series: readonly Status[]
  readonly share?: boolean
  monthOf(month: string): string
  /** On the axis and in the tooltip. */
  valueOf(value: number): string
  onChoose(month: string, status: Status): void
}

const colors: Readonly<Record<Status, string>> = { won: 'awning.5', open: 'indigo.5', lost: 'gray.6' }

/** Months side by side, each a stack; a press on a part leads to its deals. */
export function StackedMonths({ label, rows, series, share, onChoose, ...say }: StackedMonthsProps) {
  const words = useReportWords()
  return (
    <div role="img" aria-label={label} className={classes.chart}>
      <BarChart
        h={280}
        data={rows.map((row) => ({ ...row, name: say.monthOf(row.month) }))}
        dataKey="name"
        type={share ? 'percent' : 'stacked'}
        series={series.map((name) => ({ name, label: words.columns[name], color: colors[name] }))}
        valueFormatter={share ? undefined : say.valueOf}
        tooltipProps={{ isAnimationActive: false }}
        tickLine="none"
        gridAxis="x"
        withLegend
        legendProps={{ verticalAlign: 'top', height: 36, itemSorter: null }}
        maxBarWidth={36}
        barChartProps={{ accessibilityLayer: false }}
        barProps={({ name }) => ({
          isAnimationActive: false,
          cursor: 'pointer',
          onClick: ({ payload }: { payload?: unknown }) => {
            const month = monthIn(payload)
            const status = series.find((one) => one === name)
            if (month && status) onChoose(month, status)
          },
        })}
      />
    </div>
  )
}

function monthIn(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('month' in payload)) return undefined
  return typeof payload.month === 'string' ? payload.month : undefined
}

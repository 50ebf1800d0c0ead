import '@mantine/charts/styles.css'
import { useNavigate } from '@tanstack/react-router'
import { reportWord } from '@tendero/model/report-words'
import { lazy } from 'react'
import { useLanguage } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'
import { useReportLabels } from '../report-labels.ts'
import { useDrill } from '../use-drill.ts'
import { useAnalysisWords } from '../words.ts'
import { othersColour, seriesColour } from './chart-colours.ts'
import type { ShownProps } from './report-view.tsx'
import classes from './result.module.css'

/** Each kind comes with its first chart: together they are a third larger than the largest of them. */
const AreaChart = lazy(async () => ({ default: (await import('./area-chart.tsx')).AreaChart }))
const BarChart = lazy(async () => ({ default: (await import('./bar-chart.tsx')).BarChart }))
const LineChart = lazy(async () => ({ default: (await import('./line-chart.tsx')).LineChart }))

/** Bars, lines or areas over the rows of a report: a series for each value across, or for each measure. */
export function SeriesChart({ definition, name, result, filling }: ShownProps) {
  const words = useAnalysisWords()
  const language = useLanguage()
  const labels = useReportLabels(useObject(definition.object))
  const navigate = useNavigate()
  const drill = useDrill(definition)
  const { across, rows: [group] = [], measures = [] } = definition
  if (!group) return null
  const kind = result.measures[0]?.kind ?? ''
  const series = across
    ? [
        ...result.across.map((key, index) => ({
          name: `s${index}`,
          label: labels.key(across, key),
          color: seriesColour(index),
        })),
        ...(result.othersAcross > 0
          ? [{ name: `s${result.across.length}`, label: reportWord('others', language), color: othersColour }]
          : []),
      ]
    : result.measures.map((one, index) => {
        const measure = measures.find(({ name }) => name === one.name)
        return { name: `s${index}`, label: measure ? labels.measure(measure) : one.name, color: seriesColour(index) }
      })
  const data = result.rows.map((row, place) => {
    const values = across ? series.map((_, index) => row.cells[index]?.[0] ?? null) : row.values
    const [key] = row.keys
    return {
      place,
      label: key ? labels.key(group, key) : `${reportWord('others', language)} (${row.groups ?? 0})`,
      ...Object.fromEntries(values.map((value, index) => [`s${index}`, value === null ? null : Number(value)])),
    }
  })
  const choose = (place: number, index: number): void => {
    const key = result.rows[place]?.keys[0]
    const column = across && result.across[index]
    if (!key || (across && !column)) return
    const chosen = [{ group, key }, ...(across && column ? [{ group: across, key: column }] : [])]
    const measure = result.measures[across ? 0 : index]?.name
    const link = drill(chosen, measure)
    if (link) void navigate(link)
  }
  const shared = {
    h: filling ? '100%' : 320,
    data,
    dataKey: 'label',
    series,
    valueFormatter: (value: number) => labels.figure(kind, value, true),
    tooltipProps: { isAnimationActive: false },
    tickLine: 'none',
    gridAxis: 'x',
    withLegend: series.length > 1,
    legendProps: { verticalAlign: 'top', itemSorter: null },
    yAxisProps: { width: 84 },
    xAxisProps: { padding: { left: 12, right: 12 } },
  } as const
  return (
    <div role="img" aria-label={`${words.chart}: ${name}`} className={filling ? classes.fillingChart : classes.chart}>
      {definition.kind === 'line' && (
        <LineChart {...shared} curveType="linear" lineProps={{ isAnimationActive: false }} />
      )}
      {definition.kind === 'area' && (
        <AreaChart {...shared} type="stacked" curveType="linear" areaProps={{ isAnimationActive: false }} />
      )}
      {definition.kind === 'bar' && (
        <BarChart
          {...shared}
          type={across ? 'stacked' : 'default'}
          maxBarWidth={40}
          barChartProps={{ accessibilityLayer: false }}
          barProps={(one) => ({
            isAnimationActive: false,
            cursor: 'pointer',
            onClick: ({ payload }: { payload?: unknown }) =>
              choose(
                placeIn(payload),
                series.findIndex(({ name }) => name === one.name),
              ),
          })}
        />
      )}
    </div>
  )
}

function placeIn(payload: unknown): number {
  return typeof payload === 'object' && payload !== null && 'place' in payload ? Number(payload.place) : -1
}

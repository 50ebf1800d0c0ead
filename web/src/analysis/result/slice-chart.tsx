import '@mantine/charts/styles.css'
import { FunnelChart, PieChart } from '@mantine/charts'
import { reportWord } from '@tendero/model/report-words'
import { useLanguage } from '../../kernel/language.ts'
import { useObject } from '../../kernel/metadata.ts'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import { othersColour, seriesColour } from './chart-colours.ts'
import type { ShownProps } from './report-view.tsx'
import classes from './result.module.css'

/** Slices of a whole, or the steps of a funnel: one measure, by one group. */
export function SliceChart({ definition, name, result }: ShownProps) {
  const words = useAnalysisWords()
  const language = useLanguage()
  const labels = useReportLabels(useObject(definition.object))
  const [group] = definition.rows ?? []
  const kind = result.measures[0]?.kind ?? ''
  if (!group) return null
  const data = result.rows.map(({ keys: [key], values }, index) => ({
    figure: labels.figure(kind, values[0] ?? null),
    name: key ? labels.key(group, key) : reportWord('others', language),
    value: Math.max(0, Number(values[0] ?? 0)),
    color: key ? seriesColour(index) : othersColour,
  }))
  const valueFormatter = (value: number) => labels.figure(kind, value, true)
  return (
    <div role="img" aria-label={`${words.chart}: ${name}`} className={classes.slices}>
      {definition.kind === 'pie' ? (
        <PieChart
          size={220}
          data={data}
          valueFormatter={valueFormatter}
          withTooltip
          tooltipDataSource="segment"
          pieProps={{ isAnimationActive: false }}
        />
      ) : (
        <FunnelChart
          size={240}
          data={data}
          valueFormatter={valueFormatter}
          withTooltip
          tooltipDataSource="segment"
          funnelProps={{ isAnimationActive: false }}
        />
      )}
      <ul className={classes.legend}>
        {data.map((one) => (
          <li key={one.name}>
            <span
              className={classes.swatch}
              style={{ background: `var(--mantine-color-${one.color.replace('.', '-')})` }}
            />
            {one.name} <span className={`${classes.dimmed} tendero-figures`}>{one.figure}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

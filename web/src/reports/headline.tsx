import { Tooltip } from '@mantine/core'
import type { PipelineReport } from '@tendero/model/api'
import type { ReactNode } from 'react'
import { ofStatus } from './drill.ts'
import { DrillLink } from './drill-link.tsx'
import { useFigures } from './figures.ts'
import { useReport } from './report-context.ts'
import { headline } from './report-data.ts'
import classes from './reports.module.css'
import { type ReportWords, useReportWords } from './words.ts'

type Figure = keyof ReportWords['figures']

interface Shown {
  readonly figure: Figure
  readonly value: ReactNode
  readonly below?: ReactNode
}

/** The five figures that one looks at first; without amounts, how many deals there are. */
export function Headline({ report }: { readonly report: PipelineReport }) {
  const words = useReportWords()
  const figures = useFigures()
  const { days, sees } = useReport()
  const of = headline(report)
  const deals = (status: 'won' | 'open', count: number) => (
    <DrillLink parts={ofStatus(status, days)}>{words.deals(count)}</DrillLink>
  )
  const winRate: Shown = { figure: 'winRate', value: figures.share(of.winRate), below: words.deals(of.closedCount) }
  const weighted: Shown = { figure: 'weighted', value: figures.money(of.weighted) }
  const worth: readonly Shown[] = [
    { figure: 'won', value: figures.money(of.won), below: deals('won', of.wonCount) },
    winRate,
    { figure: 'average', value: of.average === undefined ? '–' : figures.money(of.average) },
    { figure: 'open', value: figures.money(of.open), below: deals('open', of.openCount) },
  ]
  const counted: readonly Shown[] = [
    { figure: 'wonCount', value: deals('won', of.wonCount) },
    winRate,
    { figure: 'openCount', value: deals('open', of.openCount) },
  ]
  const shown = [...(sees('amount') ? worth : counted), ...(sees('expectedRevenue') ? [weighted] : [])]
  return (
    <dl className={classes.headline}>
      {shown.map(({ figure, value, below }) => (
        <div key={figure} className={classes.figure}>
          <dt>
            <Tooltip
              label={words.figureMeanings[figure]}
              multiline
              w={240}
              events={{ hover: true, focus: true, touch: true }}
            >
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning is shown on focus as on hover */}
              <span className={classes.figureName} tabIndex={0}>
                {words.figures[figure]}
              </span>
            </Tooltip>
          </dt>
          <dd className="tendero-figures">{value}</dd>
          {below && <dd className={classes.figureBelow}>{below}</dd>}
        </div>
      ))}
    </dl>
  )
}

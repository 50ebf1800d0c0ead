import { Loader, Text } from '@mantine/core'
import type { ReportDefinition, ReportResult } from '@tendero/model/api'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { Failed, Message } from '../../design/page-states.tsx'
import { withWords } from '../../kernel/slice-words.ts'
import { askedOf, isComplete } from '../draft.ts'
import { useReportResult } from '../report-data.ts'
import { useAnalysisWords } from '../words.ts'
import { FigureTable } from './figure-table.tsx'
import { NumberFigure } from './number-figure.tsx'
import { RecordTable } from './record-table.tsx'
import classes from './result.module.css'

/** Chart libraries are large: they come with the first chart. */
const Chart = lazy(withWords(async () => ({ default: (await import('./series-chart.tsx')).SeriesChart })))
const Slices = lazy(withWords(async () => ({ default: (await import('./slice-chart.tsx')).SliceChart })))

interface ReportViewProps {
  readonly definition: ReportDefinition
  /** What it is called, for those who hear the page. */
  readonly name: string
  /** Fills the height it is given, as on a dashboard. */
  readonly filling?: boolean
}

/** A report as it is shown: its figures, or why there are none. */
export function ReportView({ definition, name, filling }: ReportViewProps) {
  const words = useAnalysisWords()
  const asked = useMemo(() => askedOf(definition), [definition])
  if (!isComplete(asked)) return <Text c="dimmed">{words.chooseGroup}</Text>
  return asked.kind === 'table' ? (
    <RecordTable definition={asked} name={name} />
  ) : (
    <Figures definition={asked} name={name} filling={filling} />
  )
}

function Figures({ definition, name, filling }: ReportViewProps) {
  const words = useAnalysisWords()
  const { data, error, refetch } = useReportResult(definition)
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />
  if (!data) return <Loader type="dots" role="status" />
  const { definition: asked, result } = data
  if (asked.kind !== 'number' && result.rows.length === 0)
    return <Message title={words.nothingTitle}>{words.nothingLead}</Message>
  return (
    <>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      <Shown definition={asked} name={name} result={result} filling={filling} />
      <Notes result={result} />
    </>
  )
}

export interface ShownProps extends ReportViewProps {
  readonly result: ReportResult
}

function Shown(props: ShownProps) {
  const { definition, result } = props
  if (result.measures.length === 0) return null
  switch (definition.kind) {
    case 'number':
      return <NumberFigure {...props} />
    case 'bar':
    case 'line':
    case 'area':
      return <Drawn {...props} chart={<Chart {...props} />} />
    case 'pie':
    case 'funnel':
      return <Drawn {...props} chart={<Slices {...props} />} />
    default:
      return <FigureTable {...props} />
  }
}

/** A chart is a picture: on its own page its figures stand below it as a table, which everybody can read and follow. */
function Drawn({ chart, ...props }: ShownProps & { readonly chart: ReactNode }) {
  return (
    <>
      <Suspense fallback={<div className={classes.chartSpace} />}>{chart}</Suspense>
      {!props.filling && (
        <div className={classes.below}>
          <FigureTable {...props} />
        </div>
      )}
    </>
  )
}

/** What the figures are not of, or hold without showing it. */
function Notes({ result }: { readonly result: ReportResult }) {
  const words = useAnalysisWords()
  const { rows, othersAcross, leftOut } = result
  const others = rows.find(({ level }) => level === 'others')?.groups ?? 0
  const notes = [
    ...(others > 0 ? [words.others(others)] : []),
    ...(othersAcross > 0 ? [words.othersAcross(othersAcross)] : []),
    ...(leftOut.length > 0 ? [words.leftOut] : []),
  ]
  return notes.map((note) => (
    <Text key={note} size="sm" c="dimmed" mt={6}>
      {note}
    </Text>
  ))
}

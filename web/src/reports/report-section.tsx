import { ActionIcon, SegmentedControl, Title, Tooltip, VisuallyHidden } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import { type ReactNode, Suspense, useId, useState } from 'react'
import type { Cell } from './csv.ts'
import { CsvButton } from './csv-button.tsx'
import classes from './reports.module.css'
import { useReportWords } from './words.ts'

interface ReportSectionProps {
  readonly title: string
  readonly meaning: string
  /** Beside the title: a choice of one's own. */
  readonly choice?: ReactNode
  readonly chart: ReactNode
  readonly table: ReactNode
  /** The table as a file: headings first. */
  readonly file: () => readonly (readonly Cell[])[]
}

/** A part of the report: a chart, the same as a table, what it means, and the figures as a file. */
export function ReportSection({ title, meaning, choice, chart, table, file }: ReportSectionProps) {
  const words = useReportWords()
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id} aria-describedby={`${id}-meaning`}>
      <header className={classes.sectionHead}>
        <div className={classes.sectionTitle}>
          <Title order={2} size="h4" id={id}>
            {title}
          </Title>
          <Tooltip label={meaning} multiline w={280} events={{ hover: true, focus: true, touch: true }}>
            <ActionIcon size="sm" aria-label={words.definition(title)}>
              <IconInfoCircle size={16} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <VisuallyHidden id={`${id}-meaning`}>{meaning}</VisuallyHidden>
        </div>
        <div className={classes.sectionTools}>
          {choice}
          <SegmentedControl
            size="xs"
            aria-label={`${words.shownAs}: ${title}`}
            value={asTable ? 'table' : 'chart'}
            data={[
              { value: 'chart', label: words.chart },
              { value: 'table', label: words.table },
            ]}
            onChange={(chosen) => setAsTable(chosen === 'table')}
          />
          <CsvButton label={words.export(title)} name={title} size={30} file={file} />
        </div>
      </header>
      {asTable ? table : <Suspense fallback={<div className={classes.chartSpace} />}>{chart}</Suspense>}
    </section>
  )
}

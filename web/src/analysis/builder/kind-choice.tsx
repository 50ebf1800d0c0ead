import { Radio } from '@mantine/core'
import {
  IconChartArea,
  IconChartBar,
  IconChartLine,
  IconChartPie,
  IconFilter,
  IconLayoutList,
  IconNumbers,
  IconTable,
  IconTablePlus,
} from '@tabler/icons-react'
import { type ReportKind, reportKinds } from '@tendero/model/api'
import { useAnalysisWords } from '../words.ts'
import classes from './builder.module.css'

export const kindSigns: Readonly<Record<ReportKind, typeof IconTable>> = {
  table: IconTable,
  grouped: IconLayoutList,
  pivot: IconTablePlus,
  bar: IconChartBar,
  line: IconChartLine,
  area: IconChartArea,
  pie: IconChartPie,
  funnel: IconFilter,
  number: IconNumbers,
}

interface KindChoiceProps {
  readonly kind: ReportKind
  readonly onChange: (kind: ReportKind) => void
}

/** How the report is shown. */
export function KindChoice({ kind, onChange }: KindChoiceProps) {
  const words = useAnalysisWords()
  return (
    <Radio.Group
      label={words.shownAs}
      value={kind}
      onChange={(chosen) => onChange(reportKinds.find((one) => one === chosen) ?? kind)}
    >
      <div className={classes.kinds}>
        {reportKinds.map((one) => {
          const Sign = kindSigns[one]
          return (
            <Radio.Card key={one} value={one} className={classes.kind}>
              <Sign size={20} stroke={1.5} aria-hidden />
              <span>{words.kinds[one]}</span>
            </Radio.Card>
          )
        })}
      </div>
    </Radio.Group>
  )
}

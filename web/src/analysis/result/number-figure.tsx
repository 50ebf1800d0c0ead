import { Group, Text } from '@mantine/core'
import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from '@tabler/icons-react'
import type { ReportValue } from '@tendero/model/api'
import { AnchorLink } from '../../design/links.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useObject } from '../../kernel/metadata.ts'
import { useSession } from '../../kernel/session.ts'
import { between, drillFilter } from '../drill.ts'
import { useReportLabels } from '../report-labels.ts'
import { useAnalysisWords } from '../words.ts'
import { MeasureHead } from './measure-head.tsx'
import type { ShownProps } from './report-view.tsx'
import classes from './result.module.css'

/** Numbers, each large, with how they changed against the period before. */
export function NumberFigure({ definition, result }: ShownProps) {
  const object = useObject(definition.object)
  const labels = useReportLabels(object)
  const { workspace } = useSession()
  const field = definition.period?.field
  return (
    <dl className={classes.numbers}>
      {result.measures.map(({ name, kind }, index) => {
        const value = result.total.values[index] ?? null
        const drill = drillFilter(definition, [], name)
        const days = result.period && field ? between(field, result.period.from, result.period.to) : []
        return (
          <div key={name}>
            <dt>
              <MeasureHead definition={definition} name={name} />
            </dt>
            <dd className="tendero-figures">
              <AnchorLink
                to="/w/$slug/$collection"
                params={{ slug: workspace.slug, collection: object?.collection ?? '' }}
                search={{
                  filter: days.length > 0 ? { and: [...(drill ? [drill] : []), ...days] } : drill,
                  saved: 'all',
                }}
                inherit
                underline="hover"
                className={classes.number}
              >
                {labels.figure(kind, value)}
              </AnchorLink>
              {result.previous && (
                <Change
                  value={value}
                  before={result.previous.values[index] ?? null}
                  text={labels.figure(kind, result.previous.values[index] ?? null)}
                />
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

interface ChangeProps {
  readonly value: ReportValue
  readonly before: ReportValue
  /** The figure of the period before, as it is written. */
  readonly text: string
}

/** How much more or less than in the period before; a share of nothing there is not. */
function Change({ value, before, text }: ChangeProps) {
  const words = useAnalysisWords()
  const format = useFormat()
  const [now, then] = [Number(value ?? 0), Number(before ?? 0)]
  const known = Number.isFinite(now) && Number.isFinite(then)
  const share = known && then !== 0 ? Math.round(((now - then) / Math.abs(then)) * 1000) / 10 : undefined
  const Sign = now === then ? IconArrowRight : now > then ? IconArrowUpRight : IconArrowDownRight
  return (
    <Group gap={6} mt={2}>
      {share !== undefined && (
        <Text span size="sm" fw={550} className={classes.change}>
          <Sign size={16} stroke={1.8} aria-hidden /> {share > 0 ? '+' : ''}
          {format.percent(share)}
        </Text>
      )}
      <Text span size="sm" c="dimmed">
        {words.comparedWith(text)}
      </Text>
    </Group>
  )
}

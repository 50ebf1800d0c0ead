import { IconCalendarRepeat, IconHourglassHigh } from '@tabler/icons-react'
import { useFormat } from '../kernel/format.ts'
import type { ExtensionProps } from '../records/extensions.ts'
import classes from './stage-bar.module.css'
import type { Stage } from './stages.ts'
import { useSalesWords } from './words.ts'

interface StageFactsProps extends ExtensionProps {
  readonly stage: Stage
  readonly days: number | undefined
}

/** Under the bar: how long it stands here, how often it was put off, when it was closed. */
export function StageFacts({ record, stage, days = 0 }: StageFactsProps) {
  const words = useSalesWords().stage
  const format = useFormat()
  const pushed = typeof record.pushCount === 'number' ? record.pushCount : 0
  const stale = stage.category === 'open' && stage.maxAge !== null && days > stage.maxAge
  const closedOn = typeof record.closedOn === 'string' ? format.day(record.closedOn) : undefined
  const icon = {
    size: 14,
    stroke: 1.7,
    'aria-hidden': true,
    style: { verticalAlign: '-2px', marginInlineEnd: 4 },
  } as const
  if (stage.category !== 'open')
    return (
      <div className={classes.facts}>
        {closedOn && <span>{stage.category === 'won' ? words.wonOn(closedOn) : words.lostOn(closedOn)}</span>}
        {record.titles?.lossReason && <span>{record.titles.lossReason}</span>}
        {typeof record.lossNote === 'string' && <span>{record.lossNote}</span>}
      </div>
    )
  return (
    <div className={classes.facts}>
      <span data-warning={stale || undefined}>
        {stale && <IconHourglassHigh {...icon} />}
        {stale ? words.stale(days) : days > 0 ? words.here(days) : words.hereToday}
      </span>
      {pushed > 0 && (
        <span data-warning={pushed > 2 || undefined}>
          <IconCalendarRepeat {...icon} />
          {words.pushed(pushed)}
        </span>
      )}
    </div>
  )
}

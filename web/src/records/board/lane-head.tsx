import { Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { Pill } from '../../design/pill.tsx'
import { useFormat } from '../../kernel/format.ts'
import classes from './board.module.css'
import type { BoardLane } from './board-columns.ts'
import { useBoardWords } from './words.ts'

interface LaneHeadProps {
  readonly lane: BoardLane
  readonly open: boolean
  readonly currency: string | undefined
  readonly onToggle: () => void
}

/** The name of a lane, how many stand in it and what they are worth; it opens and folds the lane. */
export function LaneHead({ lane, open, currency, onToggle }: LaneHeadProps) {
  const words = useBoardWords()
  const format = useFormat()
  const Chevron = open ? IconChevronDown : IconChevronRight
  return (
    <UnstyledButton
      className={classes.laneHead}
      aria-expanded={open}
      title={open ? words.foldLane(lane.title) : words.openLane(lane.title)}
      onClick={onToggle}
    >
      <span className={classes.laneName}>
        <Chevron size={16} stroke={1.7} aria-hidden />
        {lane.color ? <Pill color={lane.color}>{lane.title}</Pill> : <span>{lane.title}</span>}
        <Text span size="sm" c="dimmed" fw={400} className="tendero-figures">
          {format.number(lane.count)}
        </Text>
        {lane.sum !== undefined && currency && (
          <Text span size="sm" c="dimmed" fw={400} className="tendero-figures">
            {format.money({ minor: lane.sum, currency }, 'rounded')}
          </Text>
        )}
      </span>
    </UnstyledButton>
  )
}

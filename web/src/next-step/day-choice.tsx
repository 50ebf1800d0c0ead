import { Button, Group, Popover, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCalendar } from '@tabler/icons-react'
import { lazy, type ReactNode, Suspense } from 'react'
import { useFormat } from '../kernel/format.ts'
import classes from './next-step.module.css'
import type { QuickDay } from './quick-days.ts'
import { useStepWords } from './words.ts'

const PickDay = lazy(() => import('./pick-day.tsx').then((module) => ({ default: module.PickDay })))

interface DayChoiceProps {
  readonly label: string
  readonly days: readonly QuickDay<keyof ReturnType<typeof useStepWords>['days']>[]
  /** ISO date. */
  readonly onChoose: (day: string) => void
  /** The day that stands, ISO date or null for none. Without it, choosing a day is the whole decision and saves. */
  readonly chosen?: string | null
  readonly disabled?: boolean
  /** Beside the days: to leave without one. */
  readonly children?: ReactNode
}

/** A few usual days and a calendar for all others. */
export function DayChoice({ label, days, onChoose, chosen, disabled, children }: DayChoiceProps) {
  const words = useStepWords()
  const format = useFormat()
  const other = !days.some(({ day }) => day === chosen)
  return (
    <Group gap={6} role="group" aria-label={label}>
      {days.map(({ key, day }) => (
        <Button
          key={key}
          size="compact-md"
          variant={chosen === day ? 'filled' : 'light'}
          aria-pressed={chosen === undefined ? undefined : chosen === day}
          className={classes.day}
          disabled={disabled}
          onClick={() => onChoose(day)}
        >
          {words.days[key]}
          <Text span size="xs" className={classes.dayDate}>
            {format.dayShort(day)}
          </Text>
        </Button>
      ))}
      <OtherDay onChoose={onChoose} chosen={other ? chosen : undefined} disabled={disabled} />
      {children}
    </Group>
  )
}

function OtherDay({ onChoose, chosen, disabled }: Pick<DayChoiceProps, 'onChoose' | 'chosen' | 'disabled'>) {
  const words = useStepWords()
  const format = useFormat()
  const [opened, popover] = useDisclosure(false)
  return (
    <Popover opened={opened} onChange={popover.toggle} trapFocus returnFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button
          size="compact-md"
          variant={chosen ? 'filled' : 'default'}
          className={classes.day}
          disabled={disabled}
          leftSection={<IconCalendar size={15} stroke={1.6} aria-hidden />}
          onClick={popover.toggle}
        >
          {chosen ? format.day(chosen) : words.pick}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={words.pick}>
        <Suspense fallback={<div className={classes.calendarSpace} />}>
          <PickDay
            onChoose={(day) => {
              popover.close()
              onChoose(day)
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}

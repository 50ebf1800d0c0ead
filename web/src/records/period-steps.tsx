import { ActionIcon, Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useWords } from '../kernel/language.ts'

interface PeriodStepsProps {
  /** What the steps are called. */
  readonly back: string
  readonly on: string
  /** Called with how many periods one goes on, -1 for back. */
  readonly onStep: (count: number) => void
  readonly onToday: () => void
}

/** Goes from one period to the next, and to the one that has today. */
export function PeriodSteps({ back, on, onStep, onToday }: PeriodStepsProps) {
  const { common } = useWords()
  return (
    <Group gap={4} wrap="nowrap">
      <ActionIcon variant="default" size={30} aria-label={back} onClick={() => onStep(-1)}>
        <IconChevronLeft size={17} stroke={1.7} />
      </ActionIcon>
      <ActionIcon variant="default" size={30} aria-label={on} onClick={() => onStep(1)}>
        <IconChevronRight size={17} stroke={1.7} />
      </ActionIcon>
      <Button variant="default" size="compact-sm" h={30} onClick={onToday}>
        {common.today}
      </Button>
    </Group>
  )
}

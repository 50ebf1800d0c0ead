import { ActionIcon, Button, Group, Tooltip } from '@mantine/core'
import { IconArrowForwardUp, IconCheck, IconMessageCheck, IconPhoneOff } from '@tabler/icons-react'
import { type Outcome, outcomesOf } from '../next-step/completion-form.tsx'
import type { StepKind } from '../next-step/step-kinds.ts'
import { useStepWords } from '../next-step/words.ts'
import { keyOfOutcome } from './outcome-keys.ts'
import classes from './today.module.css'
import { useTodayWords } from './words.ts'

const icons = {
  answered: IconMessageCheck,
  no_answer: IconPhoneOff,
  done: IconCheck,
  rescheduled: IconArrowForwardUp,
} as const satisfies Record<Outcome, unknown>

interface OutcomeButtonsProps {
  readonly kind: StepKind
  readonly title: string
  readonly active: boolean
  readonly chosen: Outcome | null
  readonly onChoose: (outcome: Outcome) => void
}

/** How an activity ended, one tap each; the likeliest in words. */
export function OutcomeButtons({ kind, title, active, chosen, onChoose }: OutcomeButtonsProps) {
  const words = useStepWords()
  const today = useTodayWords()
  const [first, ...others] = outcomesOf(kind)
  if (!first) return null
  const First = icons[first]
  return (
    <Group gap={4} wrap="nowrap" role="group" aria-label={today.rowActions(title)} className={classes.outcomes}>
      <Tooltip label={keyOfOutcome(first)}>
        <Button
          size="compact-md"
          variant={chosen === first ? 'filled' : active ? 'light' : 'default'}
          className={classes.first}
          leftSection={<First size={16} stroke={1.8} aria-hidden />}
          aria-expanded={chosen === first}
          onClick={() => onChoose(first)}
        >
          {words.outcomes[first]}
        </Button>
      </Tooltip>
      {others.map((outcome) => {
        const Drawn = icons[outcome]
        return (
          <Tooltip key={outcome} label={`${words.outcomes[outcome]} · ${keyOfOutcome(outcome)}`}>
            <ActionIcon
              size={32}
              variant={chosen === outcome ? 'filled' : 'default'}
              color={chosen === outcome ? 'awning' : 'gray'}
              aria-label={words.outcomes[outcome]}
              aria-expanded={chosen === outcome}
              onClick={() => onChoose(outcome)}
            >
              <Drawn size={17} stroke={1.7} />
            </ActionIcon>
          </Tooltip>
        )
      })}
    </Group>
  )
}

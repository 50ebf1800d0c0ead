import { Button, Fieldset, Stack, Text } from '@mantine/core'
import { type RefObject, useImperativeHandle, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import classes from './next-step.module.css'
import { quickDays } from './quick-days.ts'
import { useStepDraft } from './step-draft.ts'
import { StepFields } from './step-fields.tsx'
import type { NextStep } from './step-kinds.ts'
import { useStepWords } from './words.ts'

/** What the form around it asks when it is saved. */
export interface FirstStepHandle {
  /** Whether what was entered is complete; says what is missing. */
  isReady(): boolean
  /** The step, or null when it was left for later. */
  step(): NextStep | null
}

interface FirstStepProps {
  /** Whom the step concerns, for a proposal of its subject; '' while nobody is named. */
  readonly whom: string
  readonly handle: RefObject<FirstStepHandle | null>
}

/** The next step of what is only being made: proposed whole, changed or left for later with one press. */
export function FirstStep({ whom, handle }: FirstStepProps) {
  const words = useStepWords()
  const format = useFormat()
  const days = quickDays(format.today())
  const [day, setDay] = useState<string | null>(days[1]?.day ?? null)
  const draft = useStepDraft((kind) => (whom === '' ? words.kinds[kind] : words.proposals[kind](whom)))

  useImperativeHandle(handle, () => ({
    isReady() {
      draft.insist()
      return day === null || !draft.lacksSubject
    },
    step: () => (day === null ? null : draft.on(day)),
  }))

  return (
    <Fieldset legend={words.title} className={classes.firstStep}>
      <Stack gap="xs">
        {day !== null && <StepFields draft={draft} />}
        <DayChoice label={words.when} days={days} chosen={day} onChoose={setDay}>
          <Button
            size="compact-md"
            className={classes.day}
            color="gray"
            variant={day === null ? 'filled' : 'subtle'}
            aria-pressed={day === null}
            onClick={() => setDay(null)}
          >
            {words.later}
          </Button>
        </DayChoice>
        {day === null && (
          <Text size="sm" c="dimmed">
            {words.laterHint}
          </Text>
        )}
      </Stack>
    </Fieldset>
  )
}

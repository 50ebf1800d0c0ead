import { Button, Fieldset, Stack, Text, TextInput } from '@mantine/core'
import { type RefObject, useImperativeHandle, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import { KindChoice } from './kind-choice.tsx'
import classes from './next-step.module.css'
import { instantAt, morning, quickDays } from './quick-days.ts'
import type { NextStep, StepKind } from './step-kinds.ts'
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
  const [kind, setKind] = useState<StepKind>('call')
  const [typed, setTyped] = useState<string | null>(null)
  const [time, setTime] = useState(morning)
  const [day, setDay] = useState<string | null>(days[1]?.day ?? null)
  const [asked, setAsked] = useState(false)
  const subject = typed ?? (whom === '' ? words.kinds[kind] : words.proposals[kind](whom))
  const lacksSubject = subject.trim() === ''

  useImperativeHandle(handle, () => ({
    isReady() {
      setAsked(true)
      return day === null || !lacksSubject
    },
    step: () =>
      day === null ? null : { kind, subject: subject.trim(), dueAt: instantAt(format.timeZone, day, time || morning) },
  }))

  return (
    <Fieldset legend={words.title} className={classes.firstStep}>
      <Stack gap="xs">
        {day !== null && (
          <div className={classes.step}>
            <KindChoice kind={kind} onChange={setKind} />
            <TextInput
              aria-label={words.subject}
              value={subject}
              maxLength={500}
              error={asked && lacksSubject ? words.subjectMissing : undefined}
              onFocus={(event) => event.currentTarget.select()}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <TextInput
              type="time"
              className={classes.time}
              aria-label={words.time}
              value={time}
              onChange={(event) => setTime(event.currentTarget.value)}
            />
          </div>
        )}
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

import { Stack, TextInput } from '@mantine/core'
import { type ReactNode, type RefObject, useImperativeHandle, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import { KindChoice } from './kind-choice.tsx'
import classes from './next-step.module.css'
import { instantAt, morning, quickDays } from './quick-days.ts'
import type { NextStep, StepKind } from './step-kinds.ts'
import { useStepWords } from './words.ts'

/** What a form around this one can ask of it. */
export interface StepFormHandle {
  /** Saves with the first of the usual days. */
  save(): void
}

interface StepFormProps {
  /** Whom the step concerns, for a proposal of its subject. */
  readonly whom: string
  readonly kind?: StepKind
  /** A subject that stays when the kind changes; without it one is proposed. */
  readonly subject?: string
  readonly onSave: (next: NextStep) => void
  readonly saving?: boolean
  readonly autoFocus?: boolean
  readonly handle?: RefObject<StepFormHandle | null>
  /** Beside the days: to leave without a step. */
  readonly children?: ReactNode
}

/** Kind, subject and day of what comes next. Choosing the day saves. */
export function StepForm({ whom, onSave, saving, autoFocus, handle, children, ...initial }: StepFormProps) {
  const words = useStepWords()
  const format = useFormat()
  const [kind, setKind] = useState<StepKind>(initial.kind ?? 'call')
  const [typed, setTyped] = useState<string | null>(initial.subject ?? null)
  const [time, setTime] = useState(morning)
  const [asked, setAsked] = useState(false)
  const subject = typed ?? words.proposals[kind](whom)
  const days = quickDays(format.today())

  const save = (day: string): void => {
    const text = subject.trim()
    if (text === '') setAsked(true)
    else onSave({ kind, subject: text, dueAt: instantAt(format.timeZone, day, time || morning) })
  }
  useImperativeHandle(handle, () => ({
    save() {
      if (days[0]) save(days[0].day)
    },
  }))

  return (
    <Stack gap="xs">
      <div className={classes.step}>
        <KindChoice kind={kind} onChange={setKind} />
        <TextInput
          aria-label={words.subject}
          value={subject}
          maxLength={500}
          error={asked && subject.trim() === '' ? words.subjectMissing : undefined}
          data-autofocus={autoFocus || undefined}
          autoFocus={autoFocus}
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
      <DayChoice label={words.when} days={days} onChoose={save} disabled={saving}>
        {children}
      </DayChoice>
    </Stack>
  )
}

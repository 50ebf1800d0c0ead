import { Stack } from '@mantine/core'
import { type ReactNode, type RefObject, useImperativeHandle } from 'react'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import { quickDays } from './quick-days.ts'
import { useStepDraft } from './step-draft.ts'
import { StepFields } from './step-fields.tsx'
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
export function StepForm({ whom, onSave, saving, autoFocus, handle, children, ...beginning }: StepFormProps) {
  const words = useStepWords()
  const format = useFormat()
  const draft = useStepDraft((kind) => words.proposals[kind](whom), beginning)
  const days = quickDays(format.today())

  const save = (day: string): void => {
    if (draft.lacksSubject) draft.insist()
    else onSave(draft.on(day))
  }
  useImperativeHandle(handle, () => ({
    save() {
      if (days[0]) save(days[0].day)
    },
  }))

  return (
    <Stack gap="xs">
      <StepFields draft={draft} autoFocus={autoFocus} />
      <DayChoice label={words.when} days={days} onChoose={save} disabled={saving}>
        {children}
      </DayChoice>
    </Stack>
  )
}

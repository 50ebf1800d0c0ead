import { SegmentedControl, Stack, TextInput, Tooltip, VisuallyHidden } from '@mantine/core'
import { type ReactNode, type RefObject, useImperativeHandle, useState } from 'react'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import classes from './next-step.module.css'
import { instantAt, morning, quickDays } from './quick-days.ts'
import { isStepKind, type NextStep, type StepKind, stepIcons, stepKinds } from './step-kinds.ts'
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
      <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 6 }}>
        <DayChoice label={words.when} days={days} onChoose={save} disabled={saving} />
        {children}
      </div>
    </Stack>
  )
}

function KindChoice({ kind, onChange }: { readonly kind: StepKind; readonly onChange: (kind: StepKind) => void }) {
  const words = useStepWords()
  return (
    <SegmentedControl
      aria-label={words.kind}
      value={kind}
      onChange={(chosen) => {
        if (isStepKind(chosen)) onChange(chosen)
      }}
      data={stepKinds.map((one) => {
        const Drawn = stepIcons[one]
        return {
          value: one,
          label: (
            <Tooltip label={words.kinds[one]}>
              <span className={classes.kind}>
                <Drawn size={17} stroke={1.7} aria-hidden />
                <VisuallyHidden>{words.kinds[one]}</VisuallyHidden>
              </span>
            </Tooltip>
          ),
        }
      })}
    />
  )
}

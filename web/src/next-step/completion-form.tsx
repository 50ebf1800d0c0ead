import { Button, Group, SegmentedControl, Stack, Text, Textarea } from '@mantine/core'
import type { Completion } from '@tendero/model/api'
import { type KeyboardEvent, type RefObject, useImperativeHandle, useRef, useState } from 'react'
import { MoodChoice } from '../fields/mood.tsx'
import { useFormat } from '../kernel/format.ts'
import { DayChoice } from './day-choice.tsx'
import { instantAt, morning, quickDays } from './quick-days.ts'
import { StepForm, type StepFormHandle } from './step-form.tsx'
import type { NextStep, StepKind } from './step-kinds.ts'
import { useStepWords } from './words.ts'

export type Outcome = 'answered' | 'no_answer' | 'done' | 'rescheduled'

const outcomes: Readonly<Record<StepKind, readonly Outcome[]>> = {
  call: ['answered', 'no_answer', 'done', 'rescheduled'],
  visit: ['done', 'no_answer', 'rescheduled'],
  meeting: ['done', 'no_answer', 'rescheduled'],
  task: ['done', 'rescheduled'],
}

/** Outcomes that a kind of activity can have, the likeliest first. */
export function outcomesOf(kind: StepKind): readonly Outcome[] {
  return outcomes[kind]
}

interface CompletionFormProps {
  readonly kind: StepKind
  readonly subject: string
  /** Whom it concerned; without anybody the old subject is proposed for what comes next. */
  readonly whom: string | null
  readonly outcome: Outcome
  readonly onOutcome: (outcome: Outcome) => void
  readonly onSave: (completion: Completion) => void
  readonly onCancel: () => void
  readonly saving?: boolean
}

/** How it went, how they felt, what was said, and what comes next: two taps at least, a full entry at most. */
export function CompletionForm(props: CompletionFormProps) {
  const { kind, outcome, onOutcome, onSave, onCancel, saving } = props
  const words = useStepWords()
  const [mood, setMood] = useState<number | null>(null)
  const [note, setNote] = useState('')
  const step = useRef<StepFormHandle>(null)
  const putOff = outcome === 'rescheduled'

  const save = (next?: NextStep): void =>
    onSave({ outcome, mood: putOff || mood === null ? undefined : mood, note: note.trim() || undefined, next })
  const keys = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onCancel()
    }
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      step.current?.save()
    }
  }

  return (
    <Stack gap="xs" onKeyDown={keys}>
      <Group gap="xs">
        <SegmentedControl
          aria-label={words.outcome}
          value={outcome}
          data={outcomesOf(kind).map((one) => ({ value: one, label: words.outcomes[one] }))}
          onChange={(chosen) => {
            const found = outcomesOf(kind).find((one) => one === chosen)
            if (found) onOutcome(found)
          }}
        />
        {!putOff && kind !== 'task' && <MoodChoice value={mood} optional onChange={setMood} label={words.mood} />}
      </Group>
      <Textarea
        aria-label={words.note}
        placeholder={putOff ? words.noteReason : words.notePlaceholder}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={20_000}
        value={note}
        autoFocus
        data-autofocus
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      {putOff ? (
        <PutOff {...props} onNext={save} handle={step} />
      ) : (
        <>
          <Text size="xs" fw={600} c="dimmed">
            {words.title}
          </Text>
          <StepForm
            key={outcome}
            handle={step}
            whom={props.whom ?? props.subject}
            kind={outcome === 'no_answer' ? kind : 'call'}
            subject={outcome === 'no_answer' || props.whom === null ? props.subject : undefined}
            onSave={save}
            saving={saving}
          >
            <Button size="compact-md" variant="subtle" color="gray" disabled={saving} onClick={() => save()}>
              {words.withoutStep}
            </Button>
          </StepForm>
        </>
      )}
    </Stack>
  )
}

interface PutOffProps extends CompletionFormProps {
  readonly onNext: (next: NextStep) => void
  readonly handle: RefObject<StepFormHandle | null>
}

function PutOff({ kind, subject, onNext, handle, saving }: PutOffProps) {
  const words = useStepWords()
  const format = useFormat()
  const days = quickDays(format.today())
  const choose = (day: string): void => onNext({ kind, subject, dueAt: instantAt(format.timeZone, day, morning) })
  useImperativeHandle(handle, () => ({
    save() {
      if (days[0]) choose(days[0].day)
    },
  }))
  return <DayChoice label={words.rescheduleTo} days={days} onChoose={choose} disabled={saving} />
}

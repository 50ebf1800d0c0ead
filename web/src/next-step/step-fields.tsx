import { TextInput } from '@mantine/core'
import { KindChoice } from './kind-choice.tsx'
import classes from './next-step.module.css'
import type { StepDraft } from './step-draft.ts'
import { useStepWords } from './words.ts'

interface StepFieldsProps {
  readonly draft: StepDraft
  /** Whether the cursor begins in the subject. */
  readonly autoFocus?: boolean
}

/** Kind, subject and time of a next step. */
export function StepFields({ draft, autoFocus }: StepFieldsProps) {
  const words = useStepWords()
  return (
    <div className={classes.step}>
      <KindChoice kind={draft.kind} onChange={draft.setKind} />
      <TextInput
        aria-label={words.subject}
        value={draft.subject}
        maxLength={500}
        error={draft.saysLack ? words.subjectMissing : undefined}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => draft.setSubject(event.currentTarget.value)}
      />
      <TextInput
        type="time"
        className={classes.time}
        aria-label={words.time}
        value={draft.time}
        onChange={(event) => draft.setTime(event.currentTarget.value)}
      />
    </div>
  )
}

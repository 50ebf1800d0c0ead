import type { TodayItem } from '@tendero/model/api'
import { type KeyboardEvent, lazy, Suspense } from 'react'
import { useFormat } from '../kernel/format.ts'
import { CompletionForm } from '../next-step/completion-form.tsx'
import { DayChoice } from '../next-step/day-choice.tsx'
import { closeDays } from '../next-step/quick-days.ts'
import { complete, plan } from '../next-step/step-data.ts'
import { StepForm } from '../next-step/step-form.tsx'
import { isStepKind } from '../next-step/step-kinds.ts'
import { useStepWords } from '../next-step/words.ts'
import type { Entry, Save } from './entry.ts'
import { fillIn } from './today-data.ts'
import { useTodayWords } from './words.ts'

// The inputs of all kinds of fields come with it.
const MissingForm = lazy(() => import('./missing-form.tsx').then(({ MissingForm }) => ({ default: MissingForm })))

interface RowComposerProps {
  readonly item: TodayItem
  readonly entry: Entry
  readonly onEntry: (entry: Entry | null) => void
  readonly onSave: Save
  readonly saving: boolean
}

/** The entry that belongs to a row's reason. */
export function RowComposer({ item, entry, onEntry, onSave, saving }: RowComposerProps) {
  const words = useTodayWords()
  const steps = useStepWords()
  const format = useFormat()

  if (isStepKind(item.object) && entry !== 'plan')
    return (
      <CompletionForm
        kind={item.object}
        subject={item.title}
        whom={item.about?.title ?? null}
        outcome={entry}
        onOutcome={onEntry}
        saving={saving}
        onCancel={() => onEntry(null)}
        onSave={(completion) => {
          const say = completion.outcome === 'rescheduled' ? steps.rescheduledNotice : steps.doneNotice
          onSave(() => complete(item.id, completion), say(item.title))
        }}
      />
    )

  if (item.reason === 'missing_fields')
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is within
      <div onKeyDown={(event) => event.key === 'Escape' && onEntry(null)}>
        <Suspense fallback={null}>
          <MissingForm
            item={item}
            saving={saving}
            onSave={(values) => onSave(() => fillIn(item, values), words.filledIn(item.title))}
          />
        </Suspense>
      </div>
    )

  const closeOnEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onEntry(null)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape is heard wherever the focus is within
    <div onKeyDown={closeOnEscape}>
      {item.reason === 'close_date_past' ? (
        <DayChoice
          label={words.newCloseDate}
          days={closeDays(format.today())}
          disabled={saving}
          onChoose={(day) =>
            onSave(() => fillIn(item, { closeOn: day }), words.newCloseDateNotice(item.title, format.day(day)))
          }
        />
      ) : (
        <StepForm
          whom={item.about?.title ?? item.title}
          saving={saving}
          autoFocus
          onSave={(next) => onSave(() => plan(next, aboutOf(item)), steps.planned(next.subject))}
        />
      )}
    </div>
  )
}

/** The step belongs to the deal or lead, and to the customer it is with. */
function aboutOf({ object, id, about }: TodayItem): Readonly<Record<string, string>> {
  const own = { [object]: id }
  return about?.object === 'account' || about?.object === 'contact' ? { ...own, [about.object]: about.id } : own
}

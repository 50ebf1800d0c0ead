import { Input, MultiSelect, NativeSelect, SegmentedControl } from '@mantine/core'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useWords } from '../../kernel/language.ts'
import { fillableFields, useObject } from '../../kernel/metadata.ts'
import { type Kept, useNameOf } from '../data.ts'
import { useDraft } from '../draft.ts'
import { useFieldChoices, useFieldLabels } from '../field-labels.ts'
import { NamedEditor } from '../named-editor.tsx'
import { useSettingsWords } from '../words.ts'

interface StageEditorProps {
  readonly pipeline: string
  /** Without it a new one. */
  readonly stage?: Kept<'stage'>
  readonly onClose: () => void
}

/** What a stage usually goes with, once it is said what it means. */
const usual: Readonly<Record<string, object>> = {
  won: { probability: '100', forecastCategory: 'closed', maxAge: null, workInProgressLimit: null },
  lost: { probability: '0', forecastCategory: 'omitted', maxAge: null, workInProgressLimit: null },
}

function numberOf(plain: string | null): number | string | null {
  return plain !== null && Number.isFinite(Number(plain)) ? Number(plain) : plain
}

function useStageDraft(stage: Kept<'stage'> | undefined) {
  const nameOf = useNameOf()
  return useDraft({
    name: stage ? nameOf(stage) : '',
    category: stage?.category ?? 'open',
    probability: stage ? String(stage.probability) : '50',
    forecastCategory: stage?.forecastCategory ?? 'pipeline',
    requiredFields: [...(stage?.requiredFields ?? [])],
    maxAge: stage?.maxAge == null ? null : String(stage.maxAge),
    workInProgressLimit: stage?.workInProgressLimit == null ? null : String(stage.workInProgressLimit),
  })
}

export function StageEditor({ pipeline, stage, onClose }: StageEditorProps) {
  const words = useWords()
  const own = useSettingsWords().pipelines
  const label = useFieldLabels('stage')
  const categories = useFieldChoices('stage', 'category')
  const forecasts = useFieldChoices('stage', 'forecastCategory')
  const opportunity = useObject('opportunity')
  const draft = useStageDraft(stage)
  const { category, probability, forecastCategory, requiredFields, maxAge, workInProgressLimit } = draft.value
  const values = (): Readonly<Record<string, unknown>> => {
    const written = {
      ...draft.value,
      probability: numberOf(probability),
      maxAge: numberOf(maxAge),
      workInProgressLimit: numberOf(workInProgressLimit),
    }
    if (!stage) return { ...written, pipeline }
    return Object.fromEntries(Object.entries(written).filter(([field]) => field in draft.changes))
  }
  return (
    <NamedEditor
      object="stage"
      record={stage}
      newTitle={own.addStage}
      draft={draft}
      values={values()}
      onClose={onClose}
    >
      {(errors) => (
        <>
          <Input.Wrapper label={label('category')} labelElement="div" description={own.categoryLead}>
            <SegmentedControl
              mt={6}
              fullWidth
              aria-label={label('category')}
              value={category}
              data={categories.map(({ value, label: word }) => ({ value, label: word }))}
              onChange={(chosen) => draft.set({ category: chosen, ...usual[chosen] })}
            />
          </Input.Wrapper>
          <NumberEntry
            label={label('probability')}
            description={own.probabilityLead}
            rightSection="%"
            rightSectionPointerEvents="none"
            value={probability}
            error={errors.probability}
            onNumber={(plain) => draft.set({ probability: plain ?? '' })}
          />
          <NativeSelect
            label={label('forecastCategory')}
            data={forecasts.map(({ value, label: word }) => ({ value, label: word }))}
            value={forecastCategory}
            error={errors.forecastCategory}
            onChange={(event) => draft.set({ forecastCategory: event.currentTarget.value })}
          />
          <MultiSelect
            label={label('requiredFields')}
            description={own.requiredLead}
            searchable
            nothingFoundMessage={words.fields.noMatch}
            data={(opportunity ? fillableFields(opportunity) : []).map((field) => ({
              value: field.name,
              label: field.label,
            }))}
            value={requiredFields}
            error={errors.requiredFields}
            onChange={(chosen) => draft.set({ requiredFields: chosen })}
          />
          {category === 'open' && (
            <>
              <NumberEntry
                label={label('maxAge')}
                description={own.staleLead}
                value={maxAge}
                error={errors.maxAge}
                onNumber={(plain) => draft.set({ maxAge: plain })}
              />
              <NumberEntry
                label={label('workInProgressLimit')}
                description={own.limitLead}
                value={workInProgressLimit}
                error={errors.workInProgressLimit}
                onNumber={(plain) => draft.set({ workInProgressLimit: plain })}
              />
            </>
          )}
        </>
      )}
    </NamedEditor>
  )
}

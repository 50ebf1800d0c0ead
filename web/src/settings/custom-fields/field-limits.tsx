import { NativeSelect, SimpleGrid } from '@mantine/core'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { useSettingsWords } from '../words.ts'
import { type FieldDraft, limitsOf } from './field-draft.ts'

interface FieldLimitsProps {
  readonly draft: FieldDraft
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** The least and the most that a value may be; empty is no limit. */
export function FieldLimits({ draft, onChange }: FieldLimitsProps) {
  const own = useSettingsWords().customFields
  const limits = limitsOf(draft.kind)
  if (limits.length === 0) return null
  return (
    <SimpleGrid cols={{ base: 1, xs: limits.length }} spacing="sm">
      {limits.map((limit) => (
        <NumberEntry
          key={limit}
          label={own.limits[limit]}
          placeholder={own.noLimit}
          value={draft[limit]}
          onNumber={(plain) => onChange({ [limit]: plain })}
        />
      ))}
    </SimpleGrid>
  )
}

interface ReferenceTargetProps {
  readonly value: string | null
  readonly error?: string
  readonly onChange: (object: string | null) => void
}

/** What a link leads to. */
export function ReferenceTarget({ value, error, onChange }: ReferenceTargetProps) {
  const words = useWords()
  const own = useSettingsWords().customFields
  const targets = useCatalogue().objects.filter(
    ({ settings, parent, activity, name }) =>
      parent.length === 0 && activity !== '*' && (!settings || name === 'user' || name === 'team'),
  )
  return (
    <NativeSelect
      label={own.linksTo}
      required
      error={error}
      value={value ?? ''}
      data={[
        { value: '', label: words.fields.choose },
        ...targets.map(({ name, label }) => ({ value: name, label: label.many })),
      ]}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  )
}

import { TextInput } from '@mantine/core'
import { useSettingsWords } from '../words.ts'
import type { FieldDraft } from './field-draft.ts'

interface ExplanationProps {
  readonly draft: FieldDraft
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** What forms say beneath the field. */
export function Explanation({ draft, onChange }: ExplanationProps) {
  const own = useSettingsWords().customFields
  return (
    <TextInput
      label={own.help}
      description={own.helpLead}
      value={draft.help}
      onChange={(event) => onChange({ help: event.currentTarget.value })}
    />
  )
}

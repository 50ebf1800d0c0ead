import { Stack, Switch, Text, TextInput } from '@mantine/core'
import { longestPattern, numberText, readPattern } from '@tendero/model/number-pattern'
import { NumberEntry } from '../../fields/number-entry.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useSettingsWords } from '../words.ts'
import { Explanation } from './explanation.tsx'
import type { FieldDraft } from './field-draft.ts'

interface AutoNumberEditorProps {
  readonly draft: FieldDraft
  /** Why the server did not take it. */
  readonly refused?: string
  readonly onChange: (change: Partial<FieldDraft>) => void
}

/** How automatic numbers are written, where they begin, and whether what is there gets some too. */
export function AutoNumberEditor({ draft, refused, onChange }: AutoNumberEditorProps) {
  const own = useSettingsWords().customFields.autoNumber
  return (
    <Stack gap="md">
      <TextInput
        label={own.pattern}
        description={own.patternLead}
        required
        maxLength={longestPattern}
        value={draft.pattern}
        error={refused ?? (readPattern(draft.pattern).ok ? undefined : own.notAPattern)}
        onChange={(event) => onChange({ pattern: event.currentTarget.value })}
      />
      <NumberEntry
        label={own.startAt}
        description={own.startAtLead}
        value={draft.startAt}
        onNumber={(startAt) => onChange({ startAt })}
      />
      <FirstNumbers draft={draft} />
      <Switch
        label={own.numberExisting}
        description={own.numberExistingLead}
        checked={draft.numberExisting}
        onChange={(event) => onChange({ numberExisting: event.currentTarget.checked })}
      />
      <Explanation draft={draft} onChange={onChange} />
    </Stack>
  )
}

function FirstNumbers({ draft }: { readonly draft: FieldDraft }) {
  const own = useSettingsWords().customFields.autoNumber
  const today = useFormat().today()
  const pattern = readPattern(draft.pattern)
  const first = Number(draft.startAt ?? 1)
  if (!pattern.ok || !Number.isSafeInteger(first)) return null
  const [one = '', two = ''] = [first, first + 1].map((number) => numberText(pattern.value, number, today))
  return (
    <Text size="sm" c="dimmed">
      {own.example(one, two)}
    </Text>
  )
}

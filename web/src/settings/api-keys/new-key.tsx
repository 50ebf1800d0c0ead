import { Radio, Stack, Text } from '@mantine/core'
import { type KeyPurpose, keyPurposes } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { type NamedWithRole, NamedWithRoleFields } from '../named-with-role.tsx'
import { useSettingsWords } from '../words.ts'
import { useNewKey } from './api-keys.ts'

interface Draft extends NamedWithRole {
  readonly purpose: KeyPurpose
}

interface NewKeyProps {
  readonly onClose: () => void
  readonly onMade: (key: string, purpose: KeyPurpose) => void
}

export function NewKey({ onClose, onMade }: NewKeyProps) {
  const words = useWords()
  const own = useSettingsWords().keys
  const draft = useDraft<Draft>({ name: '', role: null, purpose: 'program' })
  const make = useNewKey()
  const errors = fieldErrors(make.error, words)
  const { name, role, purpose } = draft.value
  return (
    <Editor
      title={own.add}
      saveLabel={own.make}
      onClose={onClose}
      idle={name.trim() === '' || role === null}
      saving={make.isPending}
      error={make.error}
      onSave={() => {
        if (role) make.mutate({ name: name.trim(), role, purpose }, { onSuccess: ({ key }) => onMade(key, purpose) })
      }}
    >
      <Text size="sm" c="dimmed">
        {own.addLead}
      </Text>
      <NamedWithRoleFields value={draft.value} errors={errors} words={own} onChange={draft.set} />
      <PurposeChoice value={purpose} onChange={(chosen) => draft.set({ purpose: chosen })} />
    </Editor>
  )
}

interface PurposeChoiceProps {
  readonly value: KeyPurpose
  readonly onChange: (purpose: KeyPurpose) => void
}

function PurposeChoice({ value, onChange }: PurposeChoiceProps) {
  const words = useSettingsWords().keys
  const choose = (chosen: string): void => {
    const purpose = keyPurposes.find((one) => one === chosen)
    if (purpose) onChange(purpose)
  }
  return (
    <Radio.Group label={words.purpose} value={value} onChange={choose}>
      <Stack gap="xs" mt="xs">
        {keyPurposes.map((purpose) => (
          <Radio
            key={purpose}
            value={purpose}
            label={words.purposes[purpose].label}
            description={words.purposes[purpose].lead}
          />
        ))}
      </Stack>
    </Radio.Group>
  )
}

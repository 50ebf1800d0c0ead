import { Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { type KeyPurpose, keyPurposes } from '@tendero/model/api'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useRoleOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import { useNewKey } from './api-keys.ts'

interface Draft {
  readonly name: string
  readonly role: string | null
  readonly purpose: KeyPurpose
}

interface NewKeyProps {
  readonly onClose: () => void
  readonly onMade: (key: string, purpose: KeyPurpose) => void
}

export function NewKey({ onClose, onMade }: NewKeyProps) {
  const words = useWords()
  const own = useSettingsWords().keys
  const roles = useRoleOptions()
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
      <TextInput
        label={own.name}
        placeholder={own.nameExample}
        required
        data-autofocus
        maxLength={100}
        value={name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <Select
        label={own.role}
        description={own.roleLead}
        required
        allowDeselect={false}
        data={roles}
        placeholder={words.fields.choose}
        value={role}
        error={errors.role}
        onChange={(chosen) => draft.set({ role: chosen })}
      />
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

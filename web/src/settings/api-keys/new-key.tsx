import { Select, Text, TextInput } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useRoleOptions } from '../people/options.ts'
import { useSettingsWords } from '../words.ts'
import { useNewKey } from './api-keys.ts'

interface NewKeyProps {
  readonly onClose: () => void
  readonly onMade: (key: string) => void
}

export function NewKey({ onClose, onMade }: NewKeyProps) {
  const words = useWords()
  const own = useSettingsWords().keys
  const roles = useRoleOptions()
  const draft = useDraft<{ name: string; role: string | null }>({ name: '', role: null })
  const make = useNewKey()
  const errors = fieldErrors(make.error, words)
  const { name, role } = draft.value
  return (
    <Editor
      title={own.add}
      saveLabel={own.make}
      onClose={onClose}
      idle={name.trim() === '' || role === null}
      saving={make.isPending}
      error={make.error}
      onSave={() => {
        if (role) make.mutate({ name: name.trim(), role }, { onSuccess: ({ key }) => onMade(key) })
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
    </Editor>
  )
}

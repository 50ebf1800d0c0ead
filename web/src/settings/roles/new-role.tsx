import { NativeSelect, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { useAll, useNameOf, useSave } from '../data.ts'
import { Editor } from '../editor.tsx'
import { useSettingsWords } from '../words.ts'
import { readRights } from './rights.ts'

interface NewRoleProps {
  readonly onClose: () => void
  readonly onMade: (id: string) => void
}

/** A role begins as a copy of another: what is different is easier to say than everything. */
export function NewRole({ onClose, onMade }: NewRoleProps) {
  const words = useWords()
  const own = useSettingsWords().roles
  const nameOf = useNameOf()
  const models = useAll('role').filter(({ administrator }) => !administrator)
  const [name, setName] = useState('')
  const [model, setModel] = useState(models[0]?.id ?? '')
  const save = useSave('role')
  const create = (): void => {
    const rights = readRights(models.find(({ id }) => id === model)?.rights)
    save.mutate(
      { values: { name: name.trim(), rights }, said: words.undo.created(name.trim()) },
      { onSuccess: ({ id }) => onMade(id) },
    )
  }
  return (
    <Editor
      title={own.add}
      saveLabel={words.verbs.continue}
      onClose={onClose}
      idle={name.trim() === ''}
      saving={save.isPending}
      error={save.error}
      onSave={create}
    >
      <TextInput
        label={own.name}
        required
        data-autofocus
        value={name}
        error={fieldErrors(save.error, words).name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {models.length > 0 && (
        <NativeSelect
          label={own.startFrom}
          value={model}
          data={[
            ...models.map((role) => ({ value: role.id, label: nameOf(role) })),
            { value: '', label: own.startFromNothing },
          ]}
          onChange={(event) => setModel(event.currentTarget.value)}
        />
      )}
      <Text size="sm" c="dimmed">
        {own.addLead}
      </Text>
    </Editor>
  )
}

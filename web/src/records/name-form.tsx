import { Modal, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { FormButtons } from '../design/form-buttons.tsx'
import { useWords } from '../kernel/language.ts'
import { type SharedWith, SharingChoice } from './sharing-choice.tsx'

/** What a view, a report or a dashboard is called, and who sees it. */
export interface Named {
  readonly name: string
  readonly sharedWith: SharedWith
}

interface NameFormProps {
  readonly title: string
  /** Asks for the name. */
  readonly label: string
  readonly first?: Named | undefined
  readonly saving: boolean
  readonly onSave: (named: Named) => void
  readonly onClose: () => void
}

export function NameForm({ title, label, first, saving, onSave, onClose }: NameFormProps) {
  const { verbs } = useWords()
  const [name, setName] = useState(first?.name ?? '')
  const [sharedWith, setSharedWith] = useState(first?.sharedWith ?? 'nobody')
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    onSave({ name: name.trim(), sharedWith })
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': verbs.close }}>
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            label={label}
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SharingChoice value={sharedWith} onChange={setSharedWith} />
          <FormButtons disabled={name.trim() === ''} loading={saving} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

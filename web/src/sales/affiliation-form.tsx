import { Button, Group, TextInput } from '@mantine/core'
import type { MetadataField } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
import { kindOf } from '../fields/index.ts'
import { useWords } from '../kernel/language.ts'
import classes from './panel.module.css'
import { useSalesWords } from './words.ts'

interface AffiliationFormProps {
  readonly field: MetadataField
  readonly onSave: (id: string, role: string) => Promise<void>
  readonly onCancel: () => void
}

/** A further company of a person, or person of a company, and their part there. */
export function AffiliationForm({ field, onSave, onCancel }: AffiliationFormProps) {
  const words = useSalesWords().affiliations
  const { verbs } = useWords()
  const [id, setId] = useState<string | null>(null)
  const [title, setTitle] = useState<string>()
  const [role, setRole] = useState('')
  const [saving, setSaving] = useState(false)
  const { Input } = kindOf(field)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!id) return
    setSaving(true)
    await onSave(id, role.trim())
    setSaving(false)
  }
  return (
    <form
      className={classes.form}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onCancel()
      }}
      noValidate
    >
      <Input
        field={field}
        value={id}
        title={title}
        autoFocus
        onChange={(chosen, name) => {
          setId(typeof chosen === 'string' ? chosen : null)
          setTitle(name)
        }}
      />
      <TextInput
        aria-label={words.role}
        placeholder={words.roleHint}
        value={role}
        maxLength={120}
        onChange={(event) => setRole(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {verbs.cancel}
        </Button>
        <Button size="compact-sm" type="submit" disabled={!id} loading={saving}>
          {verbs.save}
        </Button>
      </Group>
    </form>
  )
}

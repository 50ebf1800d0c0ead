import { Button, Group } from '@mantine/core'
import type { TodayItem } from '@tendero/model/api'
import type { FormEvent } from 'react'
import { useEnteredValues } from '../fields/entered-values.ts'
import { FieldInputs } from '../fields/field-inputs.tsx'
import { kindOf } from '../fields/index.ts'
import { useWords } from '../kernel/language.ts'
import { fieldOf, useObject } from '../kernel/metadata.ts'
import classes from './today.module.css'

interface MissingFormProps {
  readonly item: TodayItem
  readonly saving: boolean
  readonly onSave: (values: Readonly<Record<string, unknown>>) => void
}

/** The fields that a deal's stage requires and that are empty; one may fill in what one knows. */
export function MissingForm({ item, saving, onSave }: MissingFormProps) {
  const { verbs } = useWords()
  const object = useObject(item.object)
  const entered = useEnteredValues()
  if (!object) return null
  const fields = (item.missing ?? []).flatMap((name) => fieldOf(object, name) ?? [])
  const filled = fields.filter((field) => !kindOf(field).isEmpty(entered.values[field.name]))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (filled.length > 0) onSave(Object.fromEntries(filled.map(({ name }) => [name, entered.values[name]])))
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.missing}>
        <FieldInputs fields={fields} entered={entered} first={fields[0]} />
      </div>
      <Group justify="flex-end" mt="sm">
        <Button type="submit" size="compact-md" disabled={filled.length === 0} loading={saving}>
          {verbs.save}
        </Button>
      </Group>
    </form>
  )
}

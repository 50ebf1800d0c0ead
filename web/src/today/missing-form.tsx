import { Button, Group } from '@mantine/core'
import type { TodayItem } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
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
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({})
  const [titles, setTitles] = useState<Readonly<Record<string, string | undefined>>>({})
  if (!object) return null
  const fields = (item.missing ?? []).flatMap((name) => fieldOf(object, name) ?? [])
  const filled = fields.filter((field) => !kindOf(field).isEmpty(values[field.name]))
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    if (filled.length > 0) onSave(Object.fromEntries(filled.map(({ name }) => [name, values[name]])))
  }
  return (
    <form onSubmit={submit} noValidate>
      <div className={classes.missing}>
        {fields.map((field, index) => {
          const { Input } = kindOf(field)
          return (
            <Input
              key={field.name}
              field={field}
              label={field.label}
              value={values[field.name] ?? null}
              title={titles[field.name]}
              autoFocus={index === 0}
              onChange={(value, title) => {
                setValues((known) => ({ ...known, [field.name]: value }))
                setTitles((known) => ({ ...known, [field.name]: title }))
              }}
            />
          )
        })}
      </div>
      <Group justify="flex-end" mt="sm">
        <Button type="submit" size="compact-md" disabled={filled.length === 0} loading={saving}>
          {verbs.save}
        </Button>
      </Group>
    </form>
  )
}

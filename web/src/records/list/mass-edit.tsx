import { Button, Group, Modal, Select, Stack } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { failed, undoable } from '../../design/notices.tsx'
import { kindOf } from '../../fields/index.ts'
import { recordsOf } from '../../kernel/api.ts'
import { useWords } from '../../kernel/language.ts'
import { fieldOf, fillableFields } from '../../kernel/metadata.ts'
import { refreshObject } from '../../kernel/queries.ts'
import type { Edited } from '../editor.tsx'
import { useRecordWords } from '../words.ts'

interface MassEditProps {
  readonly object: MetadataObject
  readonly ids: readonly string[]
  readonly opened: boolean
  readonly onClose: () => void
}

/** Gives one field of all chosen records the same value; taken back as one operation. */
export function MassEdit({ object, ids, opened, onClose }: MassEditProps) {
  const words = useWords()
  const { list, filter } = useRecordWords()
  const [name, setName] = useState<string | null>(null)
  const [edited, setEdited] = useState<Edited>({ value: null })
  const field = name === null ? undefined : fieldOf(object, name)
  const Input = field && kindOf(field).Input
  const change = useMutation({
    mutationFn: (of: string) =>
      recordsOf(object.collection).bulk({ update: ids.map((id) => ({ id, [of]: edited.value })) }),
    onSuccess: async ({ operationId, results }) => {
      const refused = results.filter(({ ok }) => !ok).length
      onClose()
      await refreshObject(object.name)
      const message = list.changed(results.length - refused)
      undoable(refused > 0 ? `${message}. ${list.someFailed(refused)}` : message, operationId)
    },
    onError: (error) => failed(error),
  })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={list.changeFieldOf(ids.length)}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name !== null) change.mutate(name)
        }}
      >
        <Stack>
          <Select
            label={filter.field}
            placeholder={words.fields.choose}
            data-autofocus
            searchable
            data={fillableFields(object)
              .filter((field) => !field.createOnly && !kindOf(field).ofOne)
              .map(({ name, label }) => ({ value: name, label }))}
            value={name}
            nothingFoundMessage={words.fields.noMatch}
            onChange={(chosen) => {
              setName(chosen)
              setEdited({ value: null })
            }}
          />
          {field && Input && (
            <Input
              key={field.name}
              field={field}
              label={list.newValue}
              value={edited.value}
              title={edited.title}
              onChange={(value, title) => setEdited({ value, title })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.verbs.cancel}
            </Button>
            <Button type="submit" disabled={!field} loading={change.isPending}>
              {words.verbs.apply}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}

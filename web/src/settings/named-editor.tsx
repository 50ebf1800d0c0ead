import { TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { useWords } from '../kernel/language.ts'
import { fieldErrors } from '../kernel/problems.ts'
import { type Kept, useNameOf, useSave, type Values } from './data.ts'
import type { Draft } from './draft.ts'
import { Editor } from './editor.tsx'
import { useFieldLabels } from './field-labels.ts'

type Named = 'loss_reason' | 'pipeline' | 'stage'

interface NamedEditorProps<N extends Named> {
  readonly object: N
  /** Without it a new one is made. */
  readonly record?: Kept<N>
  /** The title while it is new. */
  readonly newTitle: string
  readonly draft: Draft<{ name: string }>
  /** What is sent when it is saved. */
  readonly values: Values
  readonly onClose: () => void
  readonly onSaved?: (id: string) => void
  readonly aside?: ReactNode
  /** The fields below the name. @param errors of the fields, by name */
  readonly children: (errors: Readonly<Record<string, string>>) => ReactNode
}

/** The form of something that needs no more than a name. */
export function NamedEditor<N extends Named>(props: NamedEditorProps<N>) {
  const { object, record, newTitle, draft, values, onClose, onSaved, aside, children } = props
  const words = useWords()
  const label = useFieldLabels(object)
  const nameOf = useNameOf()
  const save = useSave(object)
  const errors = fieldErrors(save.error, words)
  const { name } = draft.value
  return (
    <Editor
      title={record ? nameOf(record) : newTitle}
      onClose={onClose}
      idle={!draft.dirty || name.trim() === ''}
      saving={save.isPending}
      error={save.error}
      aside={aside}
      onSave={() =>
        save.mutate(
          {
            id: record?.id,
            version: record?.version,
            values,
            said: record ? words.undo.saved : words.undo.created(name.trim()),
          },
          {
            onSuccess: ({ id }) => {
              onClose()
              onSaved?.(id)
            },
          },
        )
      }
    >
      <TextInput
        label={label('name')}
        required
        data-autofocus={record ? undefined : true}
        value={name}
        error={errors.name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      {children(errors)}
    </Editor>
  )
}

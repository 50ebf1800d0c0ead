import { Button, Code, Text, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useLanguage, useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Kept, useDelete, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { useSettingsWords } from '../words.ts'
import { IconChoice } from './icon-choice.tsx'

interface ObjectEditorProps {
  /** Without it a new one is made, and its fields are asked for next. */
  readonly object?: Kept<'custom_object'>
  readonly onClose: () => void
}

const route = getRouteApi('/w/$slug/settings/$section')

/** What a kind of record is called and how it looks. */
export function ObjectEditor({ object, onClose }: ObjectEditorProps) {
  const words = useWords()
  const own = useSettingsWords().customObjects
  const label = useFieldLabels('custom_object')
  const language = useLanguage()
  const navigate = useNavigate()
  const params = route.useParams()
  const save = useSave('custom_object')
  const draft = useDraft({
    label: object?.label ?? '',
    plural: object?.plural ?? '',
    afterNumber: object?.afterNumber ?? '',
    titleLabel: object?.titleLabel ?? '',
    icon: object?.icon ?? 'cube',
  })
  const { value } = draft
  const errors = fieldErrors(save.error, words)
  const text = (field: 'label' | 'plural' | 'afterNumber' | 'titleLabel', placeholder?: string) => ({
    label: label(field),
    placeholder,
    maxLength: 60,
    value: value[field],
    error: errors[field],
    onChange: (event: { readonly currentTarget: HTMLInputElement }) =>
      draft.set({ [field]: event.currentTarget.value }),
  })
  const keep = (): void =>
    save.mutate(
      {
        id: object?.id,
        version: object?.version,
        values: object ? draft.changes : value,
        said: object ? words.undo.saved : own.made(value.plural.trim()),
      },
      {
        onSuccess(made) {
          onClose()
          if (!object)
            void navigate({
              to: '/w/$slug/settings/$section',
              params: { ...params, section: 'custom-fields' },
              search: { item: made.name },
            })
        },
      },
    )
  return (
    <Editor
      title={object?.plural ?? own.add}
      onClose={onClose}
      idle={!draft.dirty || value.label.trim() === '' || value.plural.trim() === ''}
      saving={save.isPending}
      error={save.error}
      saveLabel={object ? undefined : own.make}
      onSave={keep}
      aside={object && <Remove object={object} onDone={onClose} />}
    >
      <TextInput {...text('label', own.example.one)} required data-autofocus={object ? undefined : true} />
      <TextInput {...text('plural', own.example.many)} required />
      {(language === 'et' || value.afterNumber !== '') && (
        <TextInput {...text('afterNumber', own.example.afterNumber)} />
      )}
      <TextInput {...text('titleLabel', own.example.title)} description={own.titleLead} />
      <IconChoice label={label('icon')} value={value.icon} onChange={(icon) => draft.set({ icon })} />
      {object && (
        <Text size="sm" c="dimmed">
          {label('collection')}: <Code>/api/v1/{object.collection}</Code>
        </Text>
      )}
    </Editor>
  )
}

interface RemoveProps {
  readonly object: Kept<'custom_object'>
  readonly onDone: () => void
}

/** Its records stay in the database and come back with it. */
function Remove({ object, onDone }: RemoveProps) {
  const words = useWords()
  const remove = useDelete('custom_object')
  return (
    <Button
      variant="subtle"
      color="red"
      leftSection={<IconTrash size={16} aria-hidden />}
      loading={remove.isPending}
      onClick={() => remove.mutate({ id: object.id, said: words.undo.deleted(object.plural) }, { onSuccess: onDone })}
    >
      {words.verbs.delete}
    </Button>
  )
}

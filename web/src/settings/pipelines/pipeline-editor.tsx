import { Button, Switch, Text, TextInput } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'
import { fieldErrors } from '../../kernel/problems.ts'
import { type Kept, useAll, useDelete, useNameOf, useSave } from '../data.ts'
import { useDraft } from '../draft.ts'
import { Editor } from '../editor.tsx'
import { useFieldLabels } from '../field-labels.ts'
import { useSettingsWords } from '../words.ts'

interface PipelineEditorProps {
  /** Without it a new one. */
  readonly pipeline?: Kept<'pipeline'>
  readonly position: number
  readonly onClose: () => void
  readonly onMade?: (id: string) => void
}

export function PipelineEditor({ pipeline, position, onClose, onMade }: PipelineEditorProps) {
  const words = useWords()
  const own = useSettingsWords().pipelines
  const label = useFieldLabels('pipeline')
  const nameOf = useNameOf()
  const stages = useAll('stage').filter((stage) => stage.pipeline === pipeline?.id)
  const draft = useDraft({ name: pipeline ? nameOf(pipeline) : '', default: pipeline?.default ?? false })
  const save = useSave('pipeline')
  const remove = useDelete('pipeline')
  const { name } = draft.value
  return (
    <Editor
      title={pipeline ? nameOf(pipeline) : own.add}
      onClose={onClose}
      idle={!draft.dirty || name.trim() === ''}
      saving={save.isPending}
      error={save.error}
      onSave={() =>
        save.mutate(
          {
            id: pipeline?.id,
            version: pipeline?.version,
            values: pipeline ? draft.changes : { ...draft.value, position },
            said: pipeline ? words.undo.saved : words.undo.created(name.trim()),
          },
          {
            onSuccess: ({ id }) => {
              onClose()
              if (!pipeline) onMade?.(id)
            },
          },
        )
      }
      aside={
        pipeline && (
          <Button
            variant="subtle"
            color="red"
            disabled={stages.length > 0}
            onClick={() =>
              remove.mutate({ id: pipeline.id, said: words.undo.deleted(nameOf(pipeline)) }, { onSuccess: onClose })
            }
          >
            {words.verbs.delete}
          </Button>
        )
      }
    >
      <TextInput
        label={label('name')}
        required
        data-autofocus={pipeline ? undefined : true}
        value={name}
        error={fieldErrors(save.error, words).name}
        onChange={(event) => draft.set({ name: event.currentTarget.value })}
      />
      <Switch
        label={label('default')}
        description={own.defaultLead}
        checked={draft.value.default}
        disabled={pipeline?.default}
        onChange={(event) => draft.set({ default: event.currentTarget.checked })}
      />
      {stages.length > 0 && (
        <Text size="xs" c="dimmed">
          {own.deleteLater}
        </Text>
      )}
    </Editor>
  )
}

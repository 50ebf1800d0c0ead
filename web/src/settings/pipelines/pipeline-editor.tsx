import { Button, Switch, Text } from '@mantine/core'
import { useWords } from '../../kernel/language.ts'
import { type Kept, useAll, useDelete, useNameOf } from '../data.ts'
import { useDraft } from '../draft.ts'
import { useFieldLabels } from '../field-labels.ts'
import { NamedEditor } from '../named-editor.tsx'
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
  const remove = useDelete('pipeline')
  return (
    <NamedEditor
      object="pipeline"
      record={pipeline}
      newTitle={own.add}
      draft={draft}
      values={pipeline ? draft.changes : { ...draft.value, position }}
      onClose={onClose}
      onSaved={pipeline ? undefined : onMade}
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
      {() => (
        <>
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
        </>
      )}
    </NamedEditor>
  )
}

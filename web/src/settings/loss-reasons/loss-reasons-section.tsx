import { ActionIcon, Button, Switch } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { Pill } from '../../design/pill.tsx'
import { useWords } from '../../kernel/language.ts'
import { type Kept, useAll, useDelete, useNameOf, useReorder } from '../data.ts'
import { useDraft } from '../draft.ts'
import { useFieldLabels } from '../field-labels.ts'
import { NamedEditor } from '../named-editor.tsx'
import { SectionFrame } from '../section-frame.tsx'
import { SortableSheet } from '../sortable-sheet.tsx'
import { useSettingsWords } from '../words.ts'

type Reason = Kept<'loss_reason'>

export function LossReasonsSection() {
  const words = useWords()
  const own = useSettingsWords()
  const nameOf = useNameOf()
  const reasons = useAll('loss_reason')
  const reorder = useReorder('loss_reason')
  const remove = useDelete('loss_reason')
  const [asked, setAsked] = useState<{ readonly reason?: Reason } | null>(null)
  return (
    <SectionFrame
      {...own.sections['loss-reasons']}
      width={640}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAsked({})}>
          {own.lossReasons.add}
        </Button>
      }
    >
      <SortableSheet
        label={own.sections['loss-reasons'].title}
        onOrder={(ids) =>
          reorder.mutate({
            items: ids.flatMap((id) => reasons.find((one) => one.id === id) ?? []),
            said: own.reordered,
          })
        }
        lines={reasons.map((reason) => ({
          id: reason.id,
          name: nameOf(reason),
          title: nameOf(reason),
          faded: !reason.active,
          onOpen: () => setAsked({ reason }),
          cells: !reason.active && <Pill>{own.lossReasons.retired}</Pill>,
          actions: (
            <ActionIcon
              aria-label={`${words.verbs.delete}: ${nameOf(reason)}`}
              title={words.verbs.delete}
              onClick={() => remove.mutate({ id: reason.id, said: words.undo.deleted(nameOf(reason)) })}
            >
              <IconTrash size={18} stroke={1.6} />
            </ActionIcon>
          ),
        }))}
      />
      {asked && (
        <ReasonEditor
          key={asked.reason?.id ?? 'new'}
          reason={asked.reason}
          position={reasons.length}
          onClose={() => setAsked(null)}
        />
      )}
    </SectionFrame>
  )
}

interface ReasonEditorProps {
  readonly reason?: Reason
  /** Where a new one stands. */
  readonly position: number
  readonly onClose: () => void
}

function ReasonEditor({ reason, position, onClose }: ReasonEditorProps) {
  const own = useSettingsWords().lossReasons
  const label = useFieldLabels('loss_reason')
  const nameOf = useNameOf()
  const draft = useDraft({ name: reason ? nameOf(reason) : '', active: reason?.active ?? true })
  return (
    <NamedEditor
      object="loss_reason"
      record={reason}
      newTitle={own.add}
      draft={draft}
      values={reason ? draft.changes : { ...draft.value, position }}
      onClose={onClose}
    >
      {() => (
        <Switch
          label={label('active')}
          description={own.activeLead}
          checked={draft.value.active}
          onChange={(event) => draft.set({ active: event.currentTarget.checked })}
        />
      )}
    </NamedEditor>
  )
}

import { Button, CloseButton, Group, Menu, Paper, Text } from '@mantine/core'
import { IconDownload, IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { failed, undoable } from '../../design/notices.tsx'
import { MergeChosen } from '../../duplicates/merge-chosen.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { useWords } from '../../kernel/language.ts'
import { pastDay } from '../../kernel/past-day.ts'
import { useMay } from '../../kernel/session.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { ExportItems } from '../export-items.tsx'
import { useRunningMassEdits } from '../mass-edit/follow-mass-edit.tsx'
import { MassEdit } from '../mass-edit/mass-edit-dialog.tsx'
import { useRecordWords } from '../words.ts'
import { dropRows } from './list-data.ts'
import type { Selection } from './selection.ts'
import classes from './selection-bar.module.css'
import { queryOf } from './use-view.ts'

/** More than this would not fit the address of a download. */
const mostExported = 200

interface SelectionBarProps {
  readonly object: MetadataObject
  readonly search: ViewSearch
  readonly selection: Selection
}

/** What a person may do with chosen rows. */
function useChosenActions(object: MetadataObject) {
  const massEdit = useMay('mass_edit')
  return {
    edit: massEdit && object.can.edit !== 'none',
    delete: object.can.delete !== 'none',
    export: useMay('export'),
  }
}

/** Is there anything to do with chosen rows? Otherwise there is nothing to choose them for. */
export function useChoosable(object: MetadataObject): boolean {
  const actions = Object.values(useChosenActions(object))
  return pastDay.use() === undefined && actions.some(Boolean)
}

/** What can be done with the chosen rows; it stands over the list while there are any. */
export function SelectionBar({ object, search, selection }: SelectionBarProps) {
  const words = useWords()
  const { list } = useRecordWords()
  const [editing, setEditing] = useState(false)
  const may = useChosenActions(object)
  useRunningMassEdits(may.edit)
  const ids = [...selection.ids]
  const chosen = () => queryOf(object, { ...search, q: undefined, filter: { field: 'id', op: 'any_of', value: ids } })
  const remove = useMutation({
    mutationFn: () => recordsOf(object.collection).bulk({ delete: ids }),
    onSuccess: ({ operationId, results }) => {
      const gone = results.flatMap(({ ok }, index) => (ok ? (ids[index] ?? []) : []))
      dropRows(object.name, new Set(gone))
      selection.set(ids.filter((id) => !gone.includes(id)))
      const refused = ids.length - gone.length
      const message = words.undo.deletedMany(gone.length)
      undoable(refused > 0 ? `${message}. ${list.someFailed(refused)}` : message, operationId)
    },
    onError: (error) => failed(error),
  })
  if (ids.length === 0) return null
  return (
    <Paper
      className={classes.bar}
      shadow="md"
      withBorder
      role="region"
      aria-label={list.selected(ids.length)}
      data-over-list
    >
      <Group gap="sm" wrap="nowrap">
        <Text size="sm" fw={550} aria-live="polite">
          {list.selected(ids.length)}
        </Text>
        {may.edit && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPencil size={14} />}
            onClick={() => setEditing(true)}
          >
            {list.changeField}
          </Button>
        )}
        <MergeChosen
          object={object}
          ids={ids}
          onMerged={(gone) => {
            dropRows(object.name, new Set(gone))
            selection.set([])
          }}
        />
        {may.export && ids.length <= mostExported && (
          <Menu position="top" withinPortal>
            <Menu.Target>
              <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} />}>
                {list.export}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <ExportItems object={object} query={chosen} />
            </Menu.Dropdown>
          </Menu>
        )}
        {may.delete && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconTrash size={14} />}
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {words.verbs.delete}
          </Button>
        )}
        <CloseButton size="sm" aria-label={list.clearSelection} onClick={() => selection.set([])} />
      </Group>
      <MassEdit object={object} ids={ids} search={search} opened={editing} onClose={() => setEditing(false)} />
    </Paper>
  )
}

import { Checkbox, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { failed, notice } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { useWords } from '../../kernel/language.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { type Named, NameForm } from '../name-form.tsx'
import { useRecordWords } from '../words.ts'
import { type SavedView, useSaveView } from './saved-views.ts'
import type { View } from './use-view.ts'

interface ViewFormProps {
  readonly object: MetadataObject
  readonly view: View
  /** The view whose name and readers are changed; a new one without it. */
  readonly current?: SavedView | undefined
  readonly onClose: () => void
}

/** What a view is called and who sees it. */
export function ViewForm({ object, view, current, onClose }: ViewFormProps) {
  const { views } = useRecordWords()
  const save = useSaveView(object.name)
  const keep = async ({ name, sharedWith }: Named): Promise<void> => {
    const made = await save.mutateAsync({ id: current?.id, name, sharedWith, search: current?.search ?? view.search })
    if (!current) view.change({ saved: made.id })
    notice(views.saved(name))
    onClose()
  }
  return (
    <NameForm
      title={current ? views.change : views.save}
      label={views.name}
      first={current}
      saving={save.isPending}
      onSave={(named) => void keep(named)}
      onClose={onClose}
    />
  )
}

interface RoleDefaultsProps {
  readonly object: Pick<MetadataObject, 'name'>
  readonly current: Pick<SavedView, 'id' | 'sharedWith'>
  readonly title: string
  /** What is chosen here, or why it cannot be. */
  readonly lead: string
  readonly onClose: () => void
}

/** Whose lists of an object begin with a view, role by role; of dashboards, which one stands first. */
export function RoleDefaults({ object, current, title, lead, onClose }: RoleDefaultsProps) {
  const words = useWords()
  const { data } = useQuery({
    queryKey: keys.list('role', { sort: ['name'] }),
    queryFn: () => recordsOf('roles').list({ sort: ['name'], limit: 200 }),
  })
  // What was ticked stands at once, until the server's answer does.
  const [ticked, setTicked] = useState<Readonly<Record<string, boolean>>>({})
  const set = async (role: AnyRecord, begins: boolean): Promise<void> => {
    setTicked((known) => ({ ...known, [role.id]: begins }))
    const { [object.name]: _, ...others } = viewsOf(role)
    const defaultViews = begins ? { ...others, [object.name]: current.id } : others
    try {
      await recordsOf('roles').update(role.id, { defaultViews }, role.version)
    } catch (error) {
      failed(error)
      setTicked(({ [role.id]: _, ...known }) => known)
    }
    await Promise.all([
      queryClient.invalidateQueries({ queryKey: keys.lists('role') }),
      queryClient.invalidateQueries({ queryKey: keys.session }),
    ])
  }
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': words.verbs.close }}>
      <Stack>
        <Text size="sm" c="dimmed">
          {lead}
        </Text>
        {data?.items.map((role) => (
          <Checkbox
            key={role.id}
            label={String(role.name)}
            checked={ticked[role.id] ?? viewsOf(role)[object.name] === current.id}
            disabled={current.sharedWith !== 'everybody'}
            onChange={(event) => void set(role, event.currentTarget.checked)}
          />
        ))}
      </Stack>
    </Modal>
  )
}

function viewsOf({ defaultViews }: AnyRecord): Readonly<Record<string, unknown>> {
  return typeof defaultViews === 'object' && defaultViews !== null ? { ...defaultViews } : {}
}

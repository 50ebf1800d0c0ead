import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
import { failed, notice } from '../../design/notices.tsx'
import { recordsOf } from '../../kernel/api.ts'
import { useWords } from '../../kernel/language.ts'
import { keys, queryClient } from '../../kernel/queries.ts'
import { type SharedWith, SharingChoice } from '../sharing-choice.tsx'
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
  const words = useWords()
  const { views } = useRecordWords()
  const save = useSaveView(object.name)
  const [name, setName] = useState(current?.name ?? '')
  const [sharedWith, setSharedWith] = useState<SharedWith>(current?.sharedWith ?? 'nobody')
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const search = current?.search ?? view.search
    const made = await save.mutateAsync({ id: current?.id, name: name.trim(), sharedWith, search })
    if (!current) view.change({ saved: made.id })
    notice(views.saved(name.trim()))
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={current ? views.change : views.save}
      closeButtonProps={{ 'aria-label': words.verbs.close }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={views.name}
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <SharingChoice value={sharedWith} onChange={setSharedWith} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {words.verbs.cancel}
            </Button>
            <Button type="submit" disabled={name.trim() === ''} loading={save.isPending}>
              {words.verbs.save}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
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

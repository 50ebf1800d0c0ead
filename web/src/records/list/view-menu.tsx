import { Button, Group, Menu, Modal, Stack, Switch, TextInput, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { type FormEvent, useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { notice, undoable } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { useRecordWords } from '../words.ts'
import { definitionOf, type SavedView, useRemoveView, useSavedViews, useSaveView } from './saved-views.ts'
import { sameFilter, type View } from './use-view.ts'

interface ViewMenuProps {
  readonly object: MetadataObject
  readonly view: View
}

const nothing = {
  filter: undefined,
  sort: undefined,
  columns: undefined,
  widths: undefined,
  by: undefined,
  card: undefined,
  q: undefined,
  saved: undefined,
}

function isChanged(saved: SavedView | undefined, view: View): boolean {
  if (!saved) return false
  const now = definitionOf(view.search)
  const then = definitionOf(saved.search)
  return Object.keys(then).some((part) => JSON.stringify(now[part]) !== JSON.stringify(then[part]))
}

/** The title of a list, which is also the choice among its views: all, ready-made ones, saved ones. */
export function ViewMenu({ object, view }: ViewMenuProps) {
  const words = useWords()
  const { views } = useRecordWords()
  const [naming, setNaming] = useState(false)
  const saved = useSavedViews(object.name)
  const save = useSaveView(object.name)
  const remove = useRemoveView(object.name)
  const current = saved.find(({ id }) => id === view.search.saved)
  const named = object.filters.find(({ filter }) => sameFilter(filter, view.search.filter))
  const title = current?.name ?? (view.search.filter && named ? named.label : object.label.many)

  const chosen = current?.id ?? (view.search.filter ? (named?.name ?? '') : 'all')
  const choose = (value: string): void => {
    const ready = object.filters.find(({ name }) => name === value)
    const kept = saved.find(({ id }) => id === value)
    view.change({ ...nothing, ...(kept ? kept.search : { filter: ready?.filter }) })
  }

  const removeCurrent = async (): Promise<void> => {
    if (!current) return
    const { operationId } = await remove.mutateAsync(current.id)
    view.change({ saved: undefined })
    undoable(words.undo.deleted(current.name), operationId)
  }
  return (
    <Group gap="xs" wrap="nowrap" miw={0}>
      <Menu position="bottom-start" width={280}>
        <Menu.Target>
          <UnstyledButton style={{ display: 'flex', alignItems: 'center', gap: 8, minWidth: 0 }}>
            <ObjectIcon name={object.icon} size={20} color="var(--mantine-color-dimmed)" />
            <Title order={1} size="h2" textWrap="nowrap" style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
              {title}
            </Title>
            <IconChevronDown size={16} aria-label={views.views} role="img" style={{ flexShrink: 0 }} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.RadioGroup value={chosen} onChange={choose}>
            <Menu.RadioItem value="all">{views.all(object.label.many)}</Menu.RadioItem>
            {object.filters.length > 0 && <Menu.Label>{views.named}</Menu.Label>}
            {object.filters.map(({ name, label }) => (
              <Menu.RadioItem key={name} value={name}>
                {label}
              </Menu.RadioItem>
            ))}
            {saved.length > 0 && <Menu.Label>{views.mine}</Menu.Label>}
            {saved.map(({ id, name }) => (
              <Menu.RadioItem key={id} value={id}>
                {name}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => setNaming(true)}>
            {views.save}
          </Menu.Item>
          {current && (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void removeCurrent()}>
              {words.verbs.delete}: {current.name}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {current && isChanged(current, view) && (
        <Button
          size="compact-sm"
          variant="light"
          loading={save.isPending}
          onClick={() =>
            save.mutate(
              { id: current.id, name: current.name, shared: current.shared, search: view.search },
              { onSuccess: () => notice(views.saved(current.name)) },
            )
          }
        >
          {views.saveChanges}
        </Button>
      )}
      <NameView object={object} view={view} opened={naming} onClose={() => setNaming(false)} />
    </Group>
  )
}

interface NameViewProps extends ViewMenuProps {
  readonly opened: boolean
  readonly onClose: () => void
}

function NameView({ object, view, opened, onClose }: NameViewProps) {
  const words = useWords()
  const { views } = useRecordWords()
  const save = useSaveView(object.name)
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const made = await save.mutateAsync({ name: name.trim(), shared, search: view.search })
    view.change({ saved: made.id })
    notice(views.saved(name.trim()))
    setName('')
    onClose()
  }
  return (
    <Modal opened={opened} onClose={onClose} title={views.save} closeButtonProps={{ 'aria-label': words.verbs.close }}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          <TextInput
            label={views.name}
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch label={views.shared} checked={shared} onChange={(event) => setShared(event.currentTarget.checked)} />
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

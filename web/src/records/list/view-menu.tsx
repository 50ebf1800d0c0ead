import { Button, Group, Menu, Title, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconDeviceFloppy, IconPencil, IconTrash, IconUsersGroup } from '@tabler/icons-react'
import type { MetadataObject } from '@tendero/model/api'
import { useState } from 'react'
import { ObjectIcon } from '../../design/icon.tsx'
import { notice, undoable } from '../../design/notices.tsx'
import { useWords } from '../../kernel/language.ts'
import { useMay, useSession } from '../../kernel/session.ts'
import { useRecordWords } from '../words.ts'
import {
  definitionOf,
  type SavedView,
  useDefaultView,
  useRemoveView,
  useSavedViews,
  useSaveView,
} from './saved-views.ts'
import { sameFilter, type View } from './use-view.ts'
import { RoleDefaults, ViewForm } from './view-dialogs.tsx'

interface ViewMenuProps {
  readonly object: MetadataObject
  readonly view: View
}

const nothing = {
  filter: undefined,
  sort: undefined,
  columns: undefined,
  widths: undefined,
  view: undefined,
  group: undefined,
  by: undefined,
  lanes: undefined,
  month: undefined,
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
  const [dialog, setDialog] = useState<'save' | 'change' | 'roles' | null>(null)
  const close = (): void => setDialog(null)
  const maySettle = useMay('settings')
  const me = useSession().user.id
  const standard = useDefaultView(object.name)
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
    // An address that says nothing is the view that the role begins with.
    const all = standard && value === 'all' ? { saved: 'all' } : {}
    view.change({ ...nothing, ...all, ...(kept ? kept.search : { filter: ready?.filter }) })
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
          <Menu.Item leftSection={<IconDeviceFloppy size={16} aria-hidden />} onClick={() => setDialog('save')}>
            {views.save}
          </Menu.Item>
          {current?.owner === me && (
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog('change')}>
              {views.change}
            </Menu.Item>
          )}
          {current && maySettle && (
            <Menu.Item leftSection={<IconUsersGroup size={16} aria-hidden />} onClick={() => setDialog('roles')}>
              {views.forRoles}
            </Menu.Item>
          )}
          {current?.owner === me && (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void removeCurrent()}>
              {words.verbs.delete}: {current.name}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {current?.owner === me && isChanged(current, view) && (
        <Button
          size="compact-sm"
          variant="light"
          loading={save.isPending}
          onClick={() =>
            save.mutate({ ...current, search: view.search }, { onSuccess: () => notice(views.saved(current.name)) })
          }
        >
          {views.saveChanges}
        </Button>
      )}
      {dialog === 'save' && <ViewForm object={object} view={view} onClose={close} />}
      {dialog === 'change' && <ViewForm object={object} view={view} current={current} onClose={close} />}
      {dialog === 'roles' && current && (
        <RoleDefaults
          object={object}
          current={current}
          title={views.forRoles}
          lead={current.sharedWith === 'everybody' ? views.forRolesLead(current.name) : views.shareFirst(current.name)}
          onClose={close}
        />
      )}
    </Group>
  )
}

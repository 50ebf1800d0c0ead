import { ActionIcon, Group, Menu, Title, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconChevronDown, IconChevronUp, IconDots, IconLink, IconTrash } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { Suspense, useEffect } from 'react'
import { AsOfMenuItem } from '../../as-of/lazy-item.tsx'
import { ObjectIcon } from '../../design/icon.tsx'
import { useKeys } from '../../design/keyboard.ts'
import { IconLink as IconButtonLink } from '../../design/links.tsx'
import { notice } from '../../design/notices.tsx'
import { titleOf } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { pastDay } from '../../kernel/past-day.ts'
import { useReaches } from '../../kernel/reach.ts'
import { useSession } from '../../kernel/session.ts'
import { ExportItems } from '../export-items.tsx'
import { extensionOf } from '../extensions.ts'
import { useRemove } from '../record-data.ts'
import { loadAhead, neighbours, rememberedSearch } from '../walk.ts'
import { useRecordWords } from '../words.ts'
import { ActivityDone } from './activity-done.tsx'
import classes from './header.module.css'
import { NextStep } from './next-step.tsx'
import { Others } from './others.tsx'

interface HeaderProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** The title with what can be done with the record, and its next step. */
export function Header({ object, record }: HeaderProps) {
  const words = useWords()
  const { record: text } = useRecordWords()
  const { workspace } = useSession()
  const { actions = [], nextStep: Step = NextStep } = extensionOf(object.name)
  const inPast = pastDay.use() !== undefined
  return (
    <div className={classes.header}>
      <Group gap="sm" wrap="nowrap" miw={0} flex="1 1 12rem">
        <Tooltip label={text.backToList(object.label.many)}>
          <IconButtonLink
            to="/w/$slug/$collection"
            params={{ slug: workspace.slug, collection: object.collection }}
            search={rememberedSearch(object.name)}
            aria-label={text.backToList(object.label.many)}
          >
            <IconArrowLeft size={18} stroke={1.6} />
          </IconButtonLink>
        </Tooltip>
        <ObjectIcon name={object.icon} size={22} color="var(--mantine-color-dimmed)" />
        <Title order={1} size="h2" className={classes.title}>
          {titleOf(object, record) || words.common.empty}
        </Title>
      </Group>
      <div className={classes.stepPlace}>
        {!inPast && (
          <Suspense fallback={null}>
            <Step object={object} record={record} />
          </Suspense>
        )}
      </div>
      <Group gap="xs" wrap="nowrap">
        {!inPast && <Others object={object.name} record={record.id} />}
        <ActivityDone object={object} record={record} />
        {(inPast ? [] : actions).map((Action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: declared in a fixed order
          <Suspense key={index} fallback={null}>
            <Action object={object} record={record} />
          </Suspense>
        ))}
        <Walk object={object} record={record} />
        <More object={object} record={record} />
      </Group>
    </div>
  )
}

/** To the records before and after this one, in the list that one came from. */
function Walk({ object, record }: HeaderProps) {
  const { record: text } = useRecordWords()
  const { workspace } = useSession()
  const router = useRouter()
  const { previous, next } = neighbours(object.name, record.id)
  useEffect(() => {
    void loadAhead(object, record.id)
  }, [object, record.id])
  const go = (id: string | undefined): void => {
    if (id === undefined) return
    const params = { slug: workspace.slug, collection: object.collection, id }
    void router.navigate({ to: '/w/$slug/$collection/$id', params, replace: true })
  }
  useKeys({ j: () => go(next), k: () => go(previous) })
  if (previous === undefined && next === undefined) return null
  return (
    <Group gap={0} wrap="nowrap" visibleFrom="sm">
      <Tooltip label={`${text.previous} (K)`}>
        <ActionIcon aria-label={text.previous} disabled={previous === undefined} onClick={() => go(previous)}>
          <IconChevronUp size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={`${text.next} (J)`}>
        <ActionIcon aria-label={text.next} disabled={next === undefined} onClick={() => go(next)}>
          <IconChevronDown size={18} stroke={1.6} />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}

function More({ object, record }: HeaderProps) {
  const words = useWords()
  const { record: text } = useRecordWords()
  const { workspace } = useSession()
  const router = useRouter()
  const remove = useRemove(object, () => {
    const params = { slug: workspace.slug, collection: object.collection }
    return router.navigate({ to: '/w/$slug/$collection', params, search: rememberedSearch(object.name) })
  })
  const reaches = useReaches('delete')
  const { menu = [] } = extensionOf(object.name)
  const inPast = pastDay.use() !== undefined
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(window.location.href)
    notice(words.verbs.copied)
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={text.more}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconLink size={16} aria-hidden />} onClick={() => void copy()}>
          {text.copyLink}
        </Menu.Item>
        {!object.settings && <AsOfMenuItem />}
        {(inPast ? [] : menu).map((Item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: declared in a fixed order
          <Suspense key={index} fallback={null}>
            <Item object={object} record={record} />
          </Suspense>
        ))}
        <ExportItems object={object} query={() => ({ filter: { field: 'id', op: 'is', value: record.id } })} />
        {reaches(object.can.delete, record) && (
          <Menu.Item
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => remove.mutate({ id: record.id, title: titleOf(object, record) })}
          >
            {text.delete}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}

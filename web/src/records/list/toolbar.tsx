import {
  ActionIcon,
  Badge,
  Button,
  Group,
  Indicator,
  Menu,
  SegmentedControl,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import {
  IconCalendar,
  IconChartBar,
  IconDots,
  IconFileImport,
  IconFilter,
  IconLayoutKanban,
  IconList,
  IconPlus,
  IconSearch,
  IconTimeline,
} from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import type { Count, MetadataObject } from '@tendero/model/api'
import { lazy, type Ref, Suspense, useEffect, useState } from 'react'
import { firstDraft } from '../../analysis/draft.ts'
import { AsOfMenuItem } from '../../as-of/lazy-item.tsx'
import { isLookedAt } from '../../data-health/health-data.ts'
import { create } from '../../design/asked.ts'
import { useIsPhone } from '../../design/widths.ts'
import { DuplicatesItem } from '../../duplicates/duplicates-item.tsx'
import { useFormat } from '../../kernel/format.ts'
import { useWords } from '../../kernel/language.ts'
import { pastDay } from '../../kernel/past-day.ts'
import { useMay, useSession } from '../../kernel/session.ts'
import { withWords } from '../../kernel/slice-words.ts'
import type { ViewKind } from '../../kernel/view-state.ts'
import { ExportItems } from '../export-items.tsx'
import { conditionCount } from '../filter/filter-tree.ts'
import { shapeOf, shapesOf } from '../shapes.ts'
import { useRecordWords } from '../words.ts'
import { ColumnMenu } from './column-menu.tsx'
import { GroupMenu } from './groups/group-menu.tsx'
import { queryOf, type View } from './use-view.ts'
import { ViewMenu } from './view-menu.tsx'

const ListNews = lazy(withWords(async () => ({ default: (await import('../../as-of/news.tsx')).ListNews })))
const ListHealthItem = lazy(
  withWords(async () => ({ default: (await import('../../data-health/list-health-item.tsx')).ListHealthItem })),
)
const ListHealthDrawer = lazy(
  withWords(async () => ({ default: (await import('../../data-health/list-health-drawer.tsx')).ListHealthDrawer })),
)

interface ToolbarProps {
  readonly object: MetadataObject
  readonly view: View
  readonly count: Count | undefined
  readonly filtering: boolean
  readonly onFilter: () => void
  readonly searchRef: Ref<HTMLInputElement>
}

export function Toolbar(props: ToolbarProps) {
  const { object, view, count } = props
  const format = useFormat()
  const phone = useIsPhone()
  return (
    <Group justify="space-between" gap="sm" px="md" py="sm" wrap="wrap">
      <Group gap="sm" wrap="nowrap" miw={0} flex={{ base: '1 1 100%', sm: '0 1 auto' }}>
        <ViewMenu object={object} view={view} />
        {count && (
          <Text c="dimmed" size="sm" className="tendero-figures" aria-live="polite" style={{ whiteSpace: 'nowrap' }}>
            {format.count(count)}
          </Text>
        )}
        {object.timeline && !phone && (
          <Suspense fallback={null}>
            <ListNews object={object} view={view} />
          </Suspense>
        )}
        <Group gap="xs" wrap="nowrap" ms="auto" hiddenFrom="sm">
          <More object={object} view={view} />
          <Create object={object} small />
        </Group>
      </Group>
      <Group gap="xs" wrap="nowrap" flex={{ base: '1 1 100%', sm: '0 1 auto' }}>
        <SearchBox {...props} />
        <FilterButton {...props} />
        {shapeOf(object, view.search) === 'list' && (
          <>
            <GroupMenu object={object} group={view.search.group} onChange={(group) => view.change({ group })} />
            <ColumnMenu object={object} columns={view.columns} onChange={(columns) => view.change({ columns })} />
          </>
        )}
        <Shape object={object} view={view} />
        <Group gap="xs" wrap="nowrap" visibleFrom="sm">
          <More object={object} view={view} />
          <Create object={object} />
        </Group>
      </Group>
      {object.timeline && phone && (
        <Suspense fallback={null}>
          <ListNews object={object} view={view} />
        </Suspense>
      )}
      {isLookedAt(object.name) && (
        <Suspense fallback={null}>
          <ListHealthDrawer object={object} view={view} />
        </Suspense>
      )}
    </Group>
  )
}

function Create({ object, small }: { readonly object: MetadataObject; readonly small?: boolean }) {
  const words = useWords()
  if (object.can.create === 'none' || object.activity === '*') return null
  const ask = (): void => create({ object: object.name })
  if (small)
    return (
      <ActionIcon
        variant="filled"
        color="awning"
        size={36}
        aria-label={words.common.createObject(object.label.one)}
        onClick={ask}
      >
        <IconPlus size={18} />
      </ActionIcon>
    )
  return (
    <Button leftSection={<IconPlus size={16} />} onClick={ask}>
      {words.verbs.create}
    </Button>
  )
}

function SearchBox({ object, view, searchRef }: ToolbarProps) {
  const { list } = useRecordWords()
  const phone = useIsPhone()
  const [typed, setTyped] = useState(view.search.q ?? '')
  const give = useDebouncedCallback((q: string) => view.change({ q: q.trim() || undefined }), 250)
  useEffect(() => {
    setTyped((known) => (known.trim() === (view.search.q ?? '') ? known : (view.search.q ?? '')))
  }, [view.search.q])
  return (
    <TextInput
      ref={searchRef}
      type="search"
      aria-label={list.search(object.label.many)}
      placeholder={phone ? list.searchShort : list.search(object.label.many)}
      leftSection={<IconSearch size={16} aria-hidden />}
      miw={0}
      flex={{ base: '1 1 0', sm: '0 0 10rem' }}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        give(event.currentTarget.value)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur()
      }}
    />
  )
}

function FilterButton({ view, filtering, onFilter }: ToolbarProps) {
  const { filter } = useRecordWords()
  const phone = useIsPhone()
  const count = conditionCount(view.search.filter)
  const variant = filtering ? 'light' : 'default'
  // On the phone the words of the search need the room.
  if (phone)
    return (
      <Indicator label={count} size={16} disabled={count === 0}>
        <ActionIcon
          variant={variant}
          size={36}
          aria-label={count > 0 ? `${filter.filter} ${count}` : filter.filter}
          aria-expanded={filtering}
          onClick={onFilter}
        >
          <IconFilter size={18} stroke={1.6} />
        </ActionIcon>
      </Indicator>
    )
  return (
    <Button
      variant={variant}
      leftSection={<IconFilter size={16} stroke={1.6} />}
      aria-expanded={filtering}
      rightSection={
        count > 0 && (
          <Badge size="sm" circle variant="filled">
            {count}
          </Badge>
        )
      }
      onClick={onFilter}
    >
      {filter.filter}
    </Button>
  )
}

const signs = { list: IconList, board: IconLayoutKanban, calendar: IconCalendar, timeline: IconTimeline }

function Shape({ object, view }: { readonly object: MetadataObject; readonly view: View }) {
  const { list } = useRecordWords()
  const phone = useIsPhone()
  const shapes = shapesOf(object)
  if (shapes.length === 1) return null
  const labels = { list: list.table, board: list.board, calendar: list.calendar, timeline: list.timeline }
  const label = (shape: ViewKind) => {
    if (!phone) return labels[shape]
    const Sign = signs[shape]
    return (
      <>
        <Sign size={17} stroke={1.6} aria-hidden style={{ display: 'block' }} />
        <VisuallyHidden>{labels[shape]}</VisuallyHidden>
      </>
    )
  }
  return (
    <SegmentedControl
      aria-label={list.shownAs}
      value={shapeOf(object, view.search)}
      data={shapes.map((value) => ({ value, label: label(value) }))}
      // Each shape has its own field to go by.
      onChange={(shape) =>
        view.change({
          view: shapes.find((one) => one === shape && one !== 'list'),
          by: undefined,
          month: undefined,
          scale: undefined,
        })
      }
    />
  )
}

function More({ object, view }: { readonly object: MetadataObject; readonly view: View }) {
  const { list, views } = useRecordWords()
  const { workspace } = useSession()
  const router = useRouter()
  const mayExport = useMay('export')
  const inPast = pastDay.use() !== undefined
  const mayImport = useMay('import') && object.can.create !== 'none'
  if (object.settings && !mayExport && !mayImport) return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={list.more}>
          <IconDots size={18} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!object.settings && (
          <Menu.Item
            leftSection={<IconChartBar size={16} aria-hidden />}
            onClick={() =>
              void router.navigate({
                to: '/w/$slug/reports/$id',
                params: { slug: workspace.slug, id: 'new' },
                search: { definition: firstDraft(object, view.search.filter) },
              })
            }
          >
            {views.report}
          </Menu.Item>
        )}
        {!object.settings && <AsOfMenuItem />}
        {isLookedAt(object.name) && !inPast && (
          <Suspense fallback={null}>
            <ListHealthItem object={object} />
          </Suspense>
        )}
        <ExportItems object={object} query={() => queryOf(object, view.search)} />
        {mayImport && (
          <Menu.Item
            leftSection={<IconFileImport size={16} aria-hidden />}
            onClick={() =>
              void router.navigate({
                to: '/w/$slug/import',
                params: { slug: workspace.slug },
                search: { object: object.name },
              })
            }
          >
            {list.import}
          </Menu.Item>
        )}
        {!inPast && <DuplicatesItem object={object.name} />}
      </Menu.Dropdown>
    </Menu>
  )
}

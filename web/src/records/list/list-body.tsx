import { Button, Skeleton, Stack } from '@mantine/core'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useCallback, useEffect } from 'react'
import { create } from '../../design/asked.ts'
import { ObjectIcon } from '../../design/icon.tsx'
import { Failed, Message } from '../../design/page-states.tsx'
import { useIsPhone } from '../../design/widths.ts'
import { useWords } from '../../kernel/language.ts'
import { pastDay } from '../../kernel/past-day.ts'
import type { Finished } from '../editor.tsx'
import { useUpdate } from '../record-data.ts'
import { type RecordWords, useRecordWords } from '../words.ts'
import type { Anchor } from './anchor.ts'
import { Grid } from './grid.tsx'
import { GroupedList } from './groups/grouped-list.tsx'
import { groupingOf } from './groups/grouping.ts'
import type { useList } from './list-data.ts'
import { PhoneList } from './phone-list.tsx'
import { useSelection } from './selection.ts'
import { SelectionBar, useChoosable } from './selection-bar.tsx'
import type { View } from './use-view.ts'

interface ListBodyProps {
  readonly object: MetadataObject
  readonly view: View
  readonly list: ReturnType<typeof useList>
  readonly placeKey: string
  readonly anchor: Anchor
  readonly onSeek: (anchor: Anchor) => Promise<Anchor | undefined>
}

/** The rows of a list, or why there are none. */
export function ListBody({ object, view, list, placeKey, anchor, onSeek }: ListBodyProps) {
  const { list: words } = useRecordWords()
  const phone = useIsPhone()
  const selection = useSelection()
  const update = useUpdate(object)
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = list
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage && !isPlaceholderData) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage])

  const { hasPreviousPage, isFetchingPreviousPage, fetchPreviousPage } = list
  const onStart = useCallback(() => {
    if (hasPreviousPage && !isFetchingPreviousPage && !isPlaceholderData) void fetchPreviousPage()
  }, [hasPreviousPage, isFetchingPreviousPage, isPlaceholderData, fetchPreviousPage])
  useEffect(() => {
    // A telephone has no keys to get back to the start with.
    if (phone && anchor !== 'start') void onSeek('start')
  }, [phone, anchor, onSeek])

  const choosable = useChoosable(object)
  if (list.isPending) return <Rows />
  if (list.isError && (list.rows.length === 0 || isPlaceholderData))
    return <Failed error={list.error} onRetry={() => void list.refetch()} />
  if (list.rows.length === 0 && !isPlaceholderData) return <Nothing object={object} view={view} />
  const common = {
    object,
    rows: list.rows,
    columns: view.columns,
    onEnd,
    placeKey,
    busy: isPlaceholderData,
    foot: isFetchingNextPage ? words.loadingMore : undefined,
  }
  const acting = {
    sort: view.sort,
    onSort: (field: string) =>
      view.change({ sort: view.sort?.field === field && !view.sort.down ? `-${field}` : field }),
    widths: view.search.widths,
    onWidths: (widths: string | undefined) => view.change({ widths }),
    selection: choosable ? selection : undefined,
    onSave: (record: AnyRecord, field: MetadataField, { value, title, version }: Finished) =>
      update.mutate({
        record,
        version,
        patch: { [field.name]: value },
        titles: title ? { [field.name]: title } : undefined,
      }),
  }
  const grouping = groupingOf(object, view.search.group)
  if (grouping)
    return (
      <>
        <GroupedList
          key={`${placeKey} ${grouping.name}`}
          object={object}
          columns={view.columns}
          placeKey={`${placeKey} ${grouping.name}`}
          view={view}
          grouping={grouping}
          {...acting}
        />
        <SelectionBar object={object} search={view.search} selection={selection} />
      </>
    )
  if (phone) return <PhoneList key={placeKey} {...common} />
  return (
    <>
      <Grid
        key={placeKey}
        {...common}
        total={list.count?.value}
        reaches={{ start: !hasPreviousPage, end: !hasNextPage }}
        first={firstPlace(anchor, list)}
        lead={list.lead}
        onStart={onStart}
        onSeek={onSeek}
        {...acting}
      />
      <SelectionBar object={object} search={view.search} selection={selection} />
    </>
  )
}

/** How many rows stand above the loaded ones, where that is known. */
function firstPlace(anchor: Anchor, { rows, count, hasPreviousPage }: ListBodyProps['list']): number | undefined {
  if (anchor === 'start' || !hasPreviousPage) return 0
  return anchor === 'end' && count && !count.estimated ? Math.max(0, count.value - rows.length) : undefined
}

const placeholders = [62, 48, 71, 55, 40, 66, 52, 59, 45, 68]

function Rows() {
  const words = useWords()
  return (
    <Stack gap={0} px="md" role="status" aria-label={words.common.loading}>
      {placeholders.map((width) => (
        <Skeleton key={width} height={14} my={13} width={`${width}%`} />
      ))}
    </Stack>
  )
}

function teaching(words: RecordWords['list'], object: string): string {
  const known: Readonly<Record<string, string>> = words.teach
  return known[object] ?? words.teach.other
}

function Nothing({ object, view }: Pick<ListBodyProps, 'object' | 'view'>) {
  const words = useWords()
  const { list } = useRecordWords()
  const inPast = pastDay.use() !== undefined
  const narrowed = view.search.filter !== undefined || view.search.q !== undefined
  const picture = <ObjectIcon name={object.icon} size={44} />
  if (narrowed)
    return (
      <Message
        title={list.noneFoundTitle}
        picture={picture}
        action={
          <Button variant="default" onClick={() => view.change({ filter: undefined, q: undefined, saved: undefined })}>
            {list.clearFilter}
          </Button>
        }
      >
        {list.noneFoundLead}
      </Message>
    )
  if (inPast) return <Message title={list.emptyThen(object.label.many)} picture={picture} />
  const mayCreate = object.can.create !== 'none' && object.activity !== '*'
  return (
    <Message
      title={list.emptyTitle(object.label.many)}
      picture={picture}
      action={
        mayCreate && (
          <Button onClick={() => create({ object: object.name })}>{words.common.createObject(object.label.one)}</Button>
        )
      }
    >
      {teaching(list, object.name)}
    </Message>
  )
}

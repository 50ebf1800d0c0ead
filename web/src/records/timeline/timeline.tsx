import { Group, Loader, NativeSelect, Skeleton, Stack, Text } from '@mantine/core'
import { useIntersection } from '@mantine/hooks'
import type { AnyRecord, MetadataObject, TimelineItem, TimelineKind } from '@tendero/model/api'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Failed } from '../../design/page-states.tsx'
import { useWords } from '../../kernel/language.ts'
import { useCatalogue } from '../../kernel/metadata.ts'
import { withWords } from '../../kernel/slice-words.ts'
import { useRecordWords } from '../words.ts'
import { ActivityItem } from './activity-item.tsx'
import { ChangeItem } from './change-item.tsx'
import { Composer } from './composer.tsx'
import { FileItem } from './file-item.tsx'
import { ShareItem } from './share-item.tsx'
import classes from './timeline.module.css'
import { useTimeline } from './timeline-data.ts'
import { UnsentItems } from './unsent-items.tsx'
import { useWantedComment } from './wanted-comment.ts'

const Thread = lazy(withWords(async () => ({ default: (await import('../../comments/thread.tsx')).Thread })))

const kinds: readonly TimelineKind[] = [
  'note',
  'call',
  'visit',
  'meeting',
  'task',
  'comment',
  'file',
  'share',
  'change',
]

interface TimelineProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

/** One composer, and below it what is to be done, the nearest first, and everything that happened, newest first. */
export function Timeline({ object, record }: TimelineProps) {
  const { timeline: text } = useRecordWords()
  const catalogue = useCatalogue()
  const [kind, setKind] = useState<TimelineKind | undefined>()
  const labels = kinds.flatMap((one) => {
    const label = one === 'change' ? text.changes : catalogue.object(one)?.label.many
    return label ? [{ value: one, label }] : []
  })
  const shown = kind ? [kind] : []
  return (
    <Stack gap="md" maw={760} mx="auto">
      <Composer object={object} record={record} />
      <Group justify="flex-end">
        <NativeSelect
          size="xs"
          aria-label={text.filter}
          value={kind ?? ''}
          data={[{ value: '', label: text.all }, ...labels]}
          onChange={(event) => setKind(kinds.find((one) => one === event.currentTarget.value))}
        />
      </Group>
      <UnsentItems object={object} record={record} kinds={shown} />
      <Items object={object} record={record} kinds={shown} />
    </Stack>
  )
}

interface ItemsProps extends TimelineProps {
  readonly kinds: readonly TimelineKind[]
}

function Items({ object, record, kinds }: ItemsProps) {
  const words = useWords()
  const { timeline: text } = useRecordWords()
  const { upcoming, items, data, isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useTimeline(object, record, kinds)
  const wanted = useWantedComment()
  const isSought = wanted !== undefined && !holds(items, wanted) && (data?.pages.length ?? 0) < mostSought
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '400px' })
  const near = entry?.isIntersecting ?? false
  useEffect(() => {
    if ((near || isSought) && hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [near, isSought, hasNextPage, isFetchingNextPage, fetchNextPage])

  if (isPending)
    return (
      <Stack role="status" aria-label={words.common.loading}>
        <Skeleton height={64} />
        <Skeleton height={64} />
        <Skeleton height={64} />
      </Stack>
    )
  if (error && items.length === 0) return <Failed error={error} onRetry={() => void refetch()} />
  if (items.length + upcoming.length === 0)
    return (
      <Text c="dimmed" ta="center" py="xl">
        {text.empty}
      </Text>
    )
  return (
    <>
      <Part title={text.upcoming} object={object} record={record} items={upcoming} />
      <Part title={upcoming.length > 0 ? text.past : undefined} object={object} record={record} items={items} />
      <div ref={ref} className={classes.foot}>
        {isFetchingNextPage ? <Loader size="sm" type="dots" aria-label={text.more} /> : !hasNextPage && text.end}
      </div>
    </>
  )
}

/** Pages that are read at once to find the comment that somebody came to see. */
const mostSought = 20

function holds(items: readonly TimelineItem[], id: string): boolean {
  return items.some(({ comment }) => comment && [comment, ...comment.replies].some((one) => one.id === id))
}

interface PartProps extends TimelineProps {
  readonly title: string | undefined
  readonly items: readonly TimelineItem[]
}

function Part({ title, items, ...about }: PartProps) {
  if (items.length === 0) return null
  return (
    <section aria-label={title}>
      {title && (
        <Text component="h2" size="xs" fw={600} c="dimmed" mb="xs">
          {title}
        </Text>
      )}
      <ol className={classes.items}>
        {items.map((item) => (
          <Item key={`${item.kind} ${item.id}`} {...about} item={item} />
        ))}
      </ol>
    </section>
  )
}

function Item({ object, record, item }: TimelineProps & { readonly item: TimelineItem }) {
  const wanted = useWantedComment()
  if (item.comment)
    return (
      <Suspense fallback={<Skeleton component="li" height={64} />}>
        <Thread about={{ object, record }} thread={item.comment} wanted={wanted} />
      </Suspense>
    )
  if (item.change) return <ChangeItem object={object} id={record.id} at={item.at} change={item.change} />
  if (item.file) return <FileItem at={item.at} done={item.file} />
  if (item.share) return <ShareItem at={item.at} done={item.share} />
  if (item.activity)
    return <ActivityItem about={{ object, record }} kind={item.kind} at={item.at} activity={item.activity} />
  return null
}

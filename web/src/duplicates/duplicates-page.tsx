import { Button, Group, Paper, Progress, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { IconChecks, IconLock } from '@tabler/icons-react'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import type { DuplicatePair, DuplicateScan, MetadataObject } from '@tendero/model/api'
import { Suspense, useEffect, useRef, useState } from 'react'
import { useKeys } from '../design/keyboard.ts'
import { failed, notice } from '../design/notices.tsx'
import { Failed, Message, PageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { useFormat } from '../kernel/format.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { useMay } from '../kernel/session.ts'
import { compared } from './compared.ts'
import { decide, isUnderWay, type PairState, pairsQuery, scansQuery, useScan } from './duplicate-data.ts'
import classes from './duplicates.module.css'
import { MergeDialog } from './merge-dialog.tsx'
import { PairCard } from './pair-card.tsx'
import { useDuplicateWords } from './words.ts'

const route = getRouteApi('/w/$slug/duplicates')

/** What the scan found and nobody has decided: pairs of records that are likely one. */
export function DuplicatesPage() {
  return (
    <Suspense fallback={<PageLoading />}>
      <Duplicates />
    </Suspense>
  )
}

function Duplicates() {
  const { page: text } = useDuplicateWords()
  const { object: asked = 'contact' } = route.useSearch()
  const router = useRouter()
  const catalogue = useCatalogue()
  const may = useMay('merge')
  const [state, setState] = useState<PairState>('open')
  usePageTitle(text.title)
  const objects = compared.flatMap((name) => catalogue.object(name) ?? [])
  const object = objects.find(({ name }) => name === asked) ?? objects[0]
  if (!may || !object)
    return (
      <Message wholePage title={text.notPermitted} picture={<IconLock size={40} stroke={1.2} />}>
        {text.notPermittedLead}
      </Message>
    )
  return (
    <div className={classes.page}>
      <Stack gap="lg">
        <Stack gap={4}>
          <Title order={1}>{text.title}</Title>
          <Text c="dimmed" size="sm">
            {text.lead}
          </Text>
        </Stack>
        <Group justify="space-between" gap="sm">
          <SegmentedControl
            aria-label={text.object}
            value={object.name}
            data={objects.map(({ name, label }) => ({ value: name, label: label.many }))}
            onChange={(name) => void router.navigate({ to: '.', search: { object: name }, replace: true })}
          />
          <SegmentedControl
            size="xs"
            aria-label={text.show}
            value={state}
            data={[
              { value: 'open', label: text.open },
              { value: 'dismissed', label: text.decided },
            ]}
            onChange={(value) => setState(value === 'open' ? 'open' : 'dismissed')}
          />
        </Group>
        <Scan object={object} />
        <Pairs key={`${object.name} ${state}`} object={object} state={state} />
      </Stack>
    </div>
  )
}

/** When all were last compared, or how far it is; and to do it now. */
function Scan({ object }: { readonly object: MetadataObject }) {
  const { page: text } = useDuplicateWords()
  const format = useFormat()
  const { data } = useQuery(scansQuery)
  const { begin, stop } = useScan(object.name)
  const scan = data?.items.find((one) => one.object === object.name)
  if (!scan) return null
  if (isUnderWay(scan)) {
    const part = scan.total > 0 ? Math.min(1, scan.done / scan.total) : 0
    return (
      <Paper withBorder p="md" radius="md">
        <Stack gap="xs">
          <Group justify="space-between">
            <Text fw={550} size="sm" aria-live="polite">
              {text.scanning[scan.stage ?? 'keys']}
            </Text>
            <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {text.stop}
            </Button>
          </Group>
          <Progress value={part * 100} animated aria-label={text.scanning[scan.stage ?? 'keys']} />
          <Text size="xs" c="dimmed">
            {text.found(format.number(scan.found))}
          </Text>
        </Stack>
      </Paper>
    )
  }
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {scan.finishedAt ? text.scanned(format.relative(scan.finishedAt)) : text.neverScanned}
      </Text>
      <Button size="xs" variant="default" loading={begin.isPending} onClick={() => begin.mutate()}>
        {text.scan}
      </Button>
    </Group>
  )
}

function Pairs({ object, state }: { readonly object: MetadataObject; readonly state: PairState }) {
  const { page: text } = useDuplicateWords()
  const query = useInfiniteQuery(pairsQuery(object.name, state))
  const scans = useQuery(scansQuery)
  const scan = scans.data?.items.find((one) => one.object === object.name)
  useReadAgainAfter(scan, () => void query.refetch())
  const [place, setPlace] = useState(0)
  const [merging, setMerging] = useState<readonly string[]>([])
  const box = useRef<HTMLDivElement>(null)
  const pairs = query.data?.pages.flatMap(({ items }) => items) ?? []
  const current = Math.min(place, pairs.length - 1)
  const go = (to: number): void => {
    setPlace(Math.max(0, Math.min(pairs.length - 1, to)))
    requestAnimationFrame(() => box.current?.scrollIntoView({ block: 'nearest' }))
  }
  const dismiss = (pair: DuplicatePair): void => {
    const body = { object: object.name, records: [pair.records[0].id, pair.records[1].id] as const }
    decide(pair.state === 'open' ? 'POST' : 'DELETE', body).then(() => notice(text.dismissed), failed)
  }
  const merge = (pair: DuplicatePair): void => setMerging(pair.records.map(({ id }) => id))
  const at = pairs[current]
  useKeys({
    j: () => go(current + 1),
    k: () => go(current - 1),
    m: () => at?.state === 'open' && merge(at),
    n: () => at && dismiss(at),
  })
  if (query.error && !query.data) return <Failed error={query.error} onRetry={() => void query.refetch()} />
  if (!query.data) return <PageLoading />
  if (pairs.length === 0)
    return (
      <Message title={text.none} picture={<IconChecks size={40} stroke={1.2} />}>
        {text.noneLead}
      </Message>
    )
  return (
    <Stack gap="sm">
      {state === 'open' && <Counts counts={query.data.pages[0]?.counts ?? []} />}
      {pairs.map((pair, index) => (
        <PairCard
          key={pair.records.map(({ id }) => id).join(' ')}
          object={object}
          pair={pair}
          current={index === current}
          may
          box={index === current ? box : undefined}
          onMerge={() => merge(pair)}
          onDecide={() => dismiss(pair)}
        />
      ))}
      {query.hasNextPage && (
        <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {text.more}
        </Button>
      )}
      {merging.length > 0 && <MergeDialog object={object} ids={merging} onClose={() => setMerging([])} />}
    </Stack>
  )
}

/** When a scan comes to its end, what it found is shown. */
function useReadAgainAfter(scan: DuplicateScan | undefined, again: () => void): void {
  const was = useRef(false)
  useEffect(() => {
    const now = scan !== undefined && isUnderWay(scan)
    if (was.current && !now) again()
    was.current = now
  })
}

function Counts({ counts }: { readonly counts: readonly { readonly score: number; readonly pairs: number }[] }) {
  const { page: text } = useDuplicateWords()
  const format = useFormat()
  return (
    <Text size="sm" c="dimmed" title={text.keys}>
      {counts.map(({ score, pairs }) => text.likely(format.percent(score), format.number(pairs))).join(' · ')}
    </Text>
  )
}

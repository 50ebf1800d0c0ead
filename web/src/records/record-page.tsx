import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi, Navigate } from '@tanstack/react-router'
import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { ApiError } from '@tendero/model/client'
import { lazy, Suspense, useState } from 'react'
import { Failed, NotFoundScreen, WholePageLoading } from '../design/page-states.tsx'
import { usePageTitle } from '../design/page-title.ts'
import { titleOf } from '../fields/reference-options.ts'
import { useCatalogue } from '../kernel/metadata.ts'
import { pastDay } from '../kernel/past-day.ts'
import { withWords } from '../kernel/slice-words.ts'
import { extensionOf } from './extensions.ts'
import { Facts } from './page/facts.tsx'
import { Header } from './page/header.tsx'
import { useRelatedLists } from './page/page-parts.ts'
import { Related } from './page/related.tsx'
import { useRecord } from './record-data.ts'
import classes from './record-page.module.css'
import { Timeline } from './timeline/timeline.tsx'
import { useTimeline } from './timeline/timeline-data.ts'
import { useWantedComment } from './timeline/wanted-comment.ts'
import { useRecordWords } from './words.ts'

const ChangedSince = lazy(
  withWords(async () => ({ default: (await import('../as-of/changed-since.tsx')).ChangedSince })),
)
const RecordNews = lazy(withWords(async () => ({ default: (await import('../as-of/news.tsx')).RecordNews })))
const NotYet = lazy(withWords(async () => ({ default: (await import('../as-of/not-yet.tsx')).NotYet })))

const route = getRouteApi('/w/$slug/$collection/$id')

/** One record: facts, what happened, and what belongs to it. */
export function RecordPage() {
  const { collection, id } = route.useParams()
  const object = useCatalogue().collection(collection)
  if (!object) return <NotFoundScreen />
  return <Loaded key={id} object={object} id={id} />
}

function Loaded({ object, id }: { readonly object: MetadataObject; readonly id: string }) {
  const { data, error, refetch } = useRecord(object, id)
  usePageTitle(data && titleOf(object, data))
  // Also what was shown before: somebody deleted it, gave it to others or shares it no longer.
  const gone = error instanceof ApiError && [404, 422].includes(error.status)
  if (gone && pastDay.get() !== undefined)
    return (
      <Suspense fallback={null}>
        <NotYet />
      </Suspense>
    )
  if (gone) return <NotFoundScreen />
  if (data) return object.template ? <ToItsOwn record={data} /> : <Page object={object} record={data} />
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <WholePageLoading />
}

/** A link to a record of any object made at run time leads to the page of its own object. */
function ToItsOwn({ record }: { readonly record: AnyRecord }) {
  const { slug } = route.useParams()
  const own = useCatalogue().object(String(record.kind))
  if (!own) return <NotFoundScreen />
  return <Navigate to="/w/$slug/$collection/$id" params={{ slug, collection: own.collection, id: record.id }} replace />
}

type Part = 'facts' | 'timeline' | 'related'

interface PageProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
}

const narrow = '(max-width: 75em)'

function Page({ object, record }: PageProps) {
  const { record: words } = useRecordWords()
  const wanted = useWantedComment()
  const [part, setPart] = useState<Part>(wanted ? 'timeline' : 'facts')
  const stacked = useMediaQuery(narrow, window.matchMedia(narrow).matches)
  const inPast = pastDay.use() !== undefined
  const { banners = [], panels = [], presentPanels = [], dialogs: Dialogs } = extensionOf(object.name)
  const beside = panels.length + (inPast ? 0 : presentPanels.length)
  const hasRelated = useRelatedLists(object).length + beside > 0
  const parts: readonly Part[] = [
    'facts',
    ...(object.timeline ? (['timeline'] as const) : []),
    ...(hasRelated ? (['related'] as const) : []),
  ]
  const shows = (one: Part): boolean => parts.includes(one) && (!stacked || part === one)
  return (
    <div className={classes.page}>
      <Header object={object} record={record} />
      {Dialogs && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
      {banners.map((Banner, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: declared in a fixed order
        <Suspense key={index} fallback={null}>
          <Banner object={object} record={record} />
        </Suspense>
      ))}
      {!inPast && object.timeline && (
        <Suspense fallback={null}>
          <RecordNews object={object} record={record} />
        </Suspense>
      )}
      {stacked && parts.length > 1 && (
        <SegmentedControl
          mx="md"
          mb="sm"
          fullWidth
          value={part}
          data={parts.map((one) => ({ value: one, label: words[one] }))}
          onChange={(chosen) => setPart(parts.find((one) => one === chosen) ?? 'facts')}
        />
      )}
      <div
        className={classes.columns}
        data-stacked={stacked || undefined}
        data-timeline={object.timeline || inPast || undefined}
        data-related={hasRelated || undefined}
      >
        {shows('facts') && (
          <section className={classes.facts} aria-label={words.facts}>
            <Facts object={object} record={record} />
          </section>
        )}
        {object.timeline && !shows('timeline') && <PrefetchTimeline object={object} record={record} />}
        {shows('timeline') && (
          <section className={classes.timeline} aria-label={words.timeline}>
            <Timeline object={object} record={record} />
          </section>
        )}
        {inPast && (!stacked || part === 'facts') && (
          <section className={classes.timeline}>
            <Suspense fallback={null}>
              <ChangedSince object={object} record={record} />
            </Suspense>
          </section>
        )}
        {shows('related') && (
          <section className={classes.related} aria-label={words.related}>
            <Related object={object} record={record} />
          </section>
        )}
      </div>
    </div>
  )
}

/** Behind its tab, what a timeline first shows is there before it is opened: at once, and without a network. */
function PrefetchTimeline({ object, record }: PageProps) {
  useTimeline(object, record, [])
  return null
}

import { Group, NativeSelect, SegmentedControl, Text } from '@mantine/core'
import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { addDays } from '@tendero/model/calendar'
import { Failed, PageLoading } from '../../design/page-states.tsx'
import { useFormat } from '../../kernel/format.ts'
import type { ViewSearch } from '../../kernel/view-state.ts'
import { calendarFields } from '../calendar/calendar-shape.ts'
import { useView } from '../list/use-view.ts'
import { PeriodSteps } from '../period-steps.tsx'
import { rememberList } from '../walk.ts'
import { Bars } from './bars.tsx'
import { namedSpan, type Span, spanOf } from './span.ts'
import { spanQuery, useSpanned } from './span-data.ts'
import { otherWindow, type Scale, scaleOf, scales, type TimeWindow, timeWindow } from './time-window.ts'
import classes from './timeline-view.module.css'
import { useTimelineWords } from './words.ts'

interface TimelineViewProps {
  readonly object: MetadataObject
  /** Filter and words of the list's address, the two dates, the first month and how much is shown. */
  readonly search: ViewSearch
}

/** The records of an object from their beginning to their end. */
export function TimelineView({ object, search }: TimelineViewProps) {
  const span = spanOf(object, search)
  return span ? (
    <Spanned key={`${span.start.name} ${span.end.name}`} object={object} search={search} span={span} />
  ) : null
}

function Spanned({ object, search, span }: TimelineViewProps & { readonly span: Span }) {
  const words = useTimelineWords()
  const format = useFormat()
  const view = useView(object)
  const today = format.today()
  const windowIn = ({ scale, month }: ViewSearch): TimeWindow => timeWindow(scaleOf(scale), month, today)
  const shown = windowIn(search)
  const query = spanQuery(object, span, shown, search)
  const { records, more, pending, error, retry } = useSpanned(object, query)
  const turn = (address: ViewSearch, count: number): Partial<ViewSearch> => {
    const month = otherWindow(windowIn(address), count)
    return { month: month === today.slice(0, 7) ? undefined : month }
  }
  if (error) return <Failed error={error} onRetry={retry} />
  return (
    <>
      <Bar
        object={object}
        span={span}
        shown={shown}
        onTurn={(count) => view.change((address) => turn(address, count))}
        onToday={() => view.change({ month: undefined })}
        onScale={(scale) => view.change({ scale })}
        onSpan={(chosen) => view.change({ by: namedSpan(object, chosen) })}
      />
      {pending ? (
        <PageLoading />
      ) : records.length === 0 ? (
        <Text c="dimmed" px="md" py="lg" ta="center">
          {words.empty}
        </Text>
      ) : (
        <Bars
          object={object}
          span={span}
          shown={shown}
          today={today}
          records={records}
          // J and K will walk what is shown.
          onOpen={() => rememberList(object.name, query, search)}
        />
      )}
      {more > 0 && (
        <Text c="dimmed" size="sm" px="md" pb="sm">
          {words.more(format.number(more))}
        </Text>
      )}
    </>
  )
}

interface BarProps {
  readonly object: MetadataObject
  readonly span: Span
  readonly shown: TimeWindow
  readonly onTurn: (count: number) => void
  readonly onToday: () => void
  readonly onScale: (scale: Scale) => void
  readonly onSpan: (span: Span) => void
}

/** Which time is shown, how much of it, and by which dates. */
function Bar({ object, span, shown, onTurn, onToday, onScale, onSpan }: BarProps) {
  const words = useTimelineWords()
  const format = useFormat()
  const [first, last] = [format.month(shown.from), format.month(addDays(shown.until, -1))]
  return (
    <Group gap="xs" px="md" pb="sm" wrap="wrap">
      <PeriodSteps back={words.earlier} on={words.later} onStep={onTurn} onToday={onToday} />
      <Text component="h2" fw={600} aria-live="polite" className={classes.span}>
        {first === last ? first : words.span(first, last)}
      </Text>
      <SegmentedControl
        size="xs"
        ms="auto"
        aria-label={words.scale}
        value={shown.scale}
        data={scales.map((value) => ({ value, label: words.scales[value] }))}
        onChange={(chosen) => onScale(scaleOf(chosen))}
      />
      <Group gap="xs" wrap="nowrap" className={classes.dates}>
        <DateSelect
          label={words.start}
          object={object}
          field={span.start}
          onChange={(start) => onSpan({ ...span, start })}
        />
        <DateSelect label={words.end} object={object} field={span.end} onChange={(end) => onSpan({ ...span, end })} />
      </Group>
    </Group>
  )
}

interface DateSelectProps {
  readonly label: string
  readonly object: MetadataObject
  readonly field: MetadataField
  readonly onChange: (field: MetadataField) => void
}

function DateSelect({ label, object, field, onChange }: DateSelectProps) {
  const fields = calendarFields(object)
  return (
    <NativeSelect
      size="xs"
      flex={1}
      miw={0}
      aria-label={label}
      data={fields.map((one) => ({ value: one.name, label: `${label}: ${one.label}` }))}
      value={field.name}
      onChange={(event) => {
        const chosen = fields.find(({ name }) => name === event.currentTarget.value)
        if (chosen) onChange(chosen)
      }}
    />
  )
}

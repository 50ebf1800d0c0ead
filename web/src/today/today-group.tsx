import { Group, Text, Title } from '@mantine/core'
import type { TodayItem, TodayReason, TodayScope } from '@tendero/model/api'
import type { Filter } from '@tendero/model/filter'
import { Fragment, type ReactNode } from 'react'
import { AnchorLink } from '../design/links.tsx'
import { useFormat } from '../kernel/format.ts'
import { useSession } from '../kernel/session.ts'
import classes from './today.module.css'
import { keyOf } from './today-data.ts'
import { useTodayWords } from './words.ts'

interface TodayGroupProps {
  readonly reason: TodayReason
  readonly scope: TodayScope
  readonly items: readonly TodayItem[]
  /** Of which `items` may be only the first. */
  readonly count: number
  readonly children: (item: TodayItem) => ReactNode
}

/** The items of one reason, under its name. */
export function TodayGroup({ reason, scope, items, count, children }: TodayGroupProps) {
  const words = useTodayWords()
  const format = useFormat()
  if (count === 0 && items.length === 0) return null
  return (
    <section aria-labelledby={`today-${reason}`} hidden={count === 0}>
      <Group gap={8} className={classes.groupTitle}>
        <Title order={2} size="h4" id={`today-${reason}`}>
          {words.reasons[reason]}
        </Title>
        <Text size="sm" c="dimmed" className="tendero-figures">
          {format.number(count)}
        </Text>
      </Group>
      <ul className={classes.list}>
        {items.map((item) => (
          <Fragment key={keyOf(item)}>{children(item)}</Fragment>
        ))}
      </ul>
      {count > items.length && <More reason={reason} scope={scope} count={count - items.length} />}
    </section>
  )
}

const mine: Filter = { field: 'owner', op: 'is', value: 'me' }
const undone: Filter = { field: 'doneAt', op: 'is_empty' }
const open: Filter = { field: 'status', op: 'is', value: 'open' }

/** Where all of a reason are listed, as far as a list can tell. */
const places: Readonly<Record<TodayReason, { readonly collection: string; readonly conditions: readonly Filter[] }>> = {
  overdue: {
    collection: 'activities',
    conditions: [undone, { field: 'dueAt', op: 'less', value: 'today' }],
  },
  due: { collection: 'activities', conditions: [undone, { field: 'dueAt', op: 'in', value: 'today' }] },
  close_date_past: {
    collection: 'opportunities',
    conditions: [open, { field: 'closeOn', op: 'less', value: 'today' }],
  },
  no_next_step: {
    collection: 'opportunities',
    conditions: [open, { field: 'nextStepAt', op: 'is_empty' }],
  },
  missing_fields: { collection: 'opportunities', conditions: [open] },
  stale: { collection: 'opportunities', conditions: [open] },
}

interface MoreProps {
  readonly reason: TodayReason
  readonly scope: TodayScope
  readonly count: number
}

function More({ reason, scope, count }: MoreProps) {
  const words = useTodayWords()
  const { workspace } = useSession()
  const { collection, conditions } = places[reason]
  const filter: Filter = { and: scope === 'mine' ? [mine, ...conditions] : conditions }
  return (
    <AnchorLink
      to="/w/$slug/$collection"
      params={{ slug: workspace.slug, collection }}
      search={{ filter, sort: reason === 'stale' ? 'stageEnteredAt' : undefined }}
      size="sm"
      className={classes.more}
    >
      {words.more(count)}
    </AnchorLink>
  )
}

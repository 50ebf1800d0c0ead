import type { AnyRecord, MetadataObject, TimelineKind } from '@tendero/model/api'
import classes from '../../offline/offline.module.css'
import { UnsentEntry } from '../../offline/unsent-entry.tsx'
import { unsent } from '../../offline/unsent-list.ts'
import { useOfflineWords } from '../../offline/words.ts'
import { useTimeline } from './timeline-data.ts'

interface UnsentItemsProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  /** Only these; none for all. */
  readonly kinds: readonly TimelineKind[]
}

/** What was written about a record and is not sent, the newest first; each until the server's own stands below. */
export function UnsentItems({ object, record, kinds }: UnsentItemsProps) {
  const words = useOfflineWords()
  const { items, upcoming } = useTimeline(object, record, kinds)
  const there = new Set([...items, ...upcoming].map(({ id }) => id))
  const entries = unsent
    .use()
    .filter(({ id, values }) => !there.has(id) && Object.values(values).includes(record.id))
    .filter((entry) => kinds.length === 0 || kinds.includes(entry.object))
  if (entries.length === 0) return null
  return (
    <section aria-label={words.title}>
      <ul className={classes.entries}>
        {entries.toReversed().map((entry) => (
          <UnsentEntry key={entry.id} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

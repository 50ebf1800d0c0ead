import { Link } from '@tanstack/react-router'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useEffect, useMemo, useRef } from 'react'
import { titleOf } from '../../fields/reference-options.ts'
import { useWords } from '../../kernel/language.ts'
import { useSession } from '../../kernel/session.ts'
import classes from './grid.module.css'
import { phoneFields } from './phone-fields.ts'
import { usePlace } from './place.ts'
import { Value } from './value.tsx'

/** Pixels of a record. */
export const phoneRowHeight = 68

interface PhoneListProps {
  readonly object: MetadataObject
  readonly rows: readonly AnyRecord[]
  readonly columns: readonly MetadataField[]
  readonly onEnd: () => void
  readonly placeKey: string
  readonly busy: boolean
  readonly foot?: string
}

/** A list on a phone: each record is its title and the values of the first columns. */
export function PhoneList({ object, rows, columns, onEnd, placeKey, busy, foot }: PhoneListProps) {
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(placeKey, box)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => phoneRowHeight,
    overscan: 10,
    initialOffset: place.top,
  })
  const items = virtual.getVirtualItems()
  const fields = useMemo(() => phoneFields(columns, rows), [columns, rows])
  const lastShown = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - 20) onEnd()
  }, [lastShown, rows.length, onEnd])
  return (
    <section
      ref={box}
      className={classes.grid}
      aria-label={object.label.many}
      aria-busy={busy}
      data-busy={busy || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const record = rows[index]
          return record && <PhoneRow key={record.id} object={object} record={record} fields={fields} top={start} />
        })}
      </div>
      {foot && <div className={classes.foot}>{foot}</div>}
    </section>
  )
}

interface PhoneRowProps {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly fields: readonly MetadataField[]
  readonly top: number
  readonly onOpen?: () => void
}

export function PhoneRow({ object, record, fields, top, onOpen }: PhoneRowProps) {
  const words = useWords()
  const { workspace } = useSession()
  const [start, end, beside] = fields
  return (
    <Link
      to="/w/$slug/$collection/$id"
      params={{ slug: workspace.slug, collection: object.collection, id: record.id }}
      className={classes.phoneRow}
      onClick={onOpen}
      style={{ top, height: phoneRowHeight }}
    >
      <span className={classes.phoneFirst}>
        <span className={`${classes.phoneName} ${classes.phoneBit}`}>
          {titleOf(object, record) || words.common.empty}
        </span>
        {beside && <Bit field={beside} record={record} />}
      </span>
      <span className={classes.phoneSecond}>
        {start && <Bit field={start} record={record} />}
        {end && <Bit field={end} record={record} />}
      </span>
    </Link>
  )
}

function Bit({ field, record }: { readonly field: MetadataField; readonly record: AnyRecord }) {
  return (
    <span className={classes.phoneBit}>
      <Value field={field} record={record} oneLine plain />
    </span>
  )
}

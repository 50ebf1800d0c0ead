import { UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo, useRef } from 'react'
import grid from '../grid.module.css'
import { phoneFields } from '../phone-fields.ts'
import { PhoneRow, phoneRowHeight } from '../phone-list.tsx'
import { usePlace } from '../place.ts'
import { summedColumns } from './group-data.ts'
import { GroupTitle, Sum } from './group-head.tsx'
import type { GroupedGridProps } from './grouped-grid.tsx'
import classes from './groups.module.css'
import { useGroupLines, useLinesInSight } from './use-group-lines.ts'
import { Waiting } from './waiting-line.tsx'

const headHeight = 48

/** A grouped list on a phone: under each head its records. */
export function GroupedPhoneList(props: GroupedGridProps) {
  const { object, columns, groups, folds, field, onGroup } = props
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(props.placeKey, box)
  const grouped = useGroupLines(object, groups, folds)
  const { lines } = grouped
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: (index) => (lines[index]?.kind === 'head' ? headHeight : phoneRowHeight),
    // Another function for other lines: heads and rows change places when a group is folded, and are not as high.
    getItemKey: useCallback((index) => lines[index]?.kind + String(index), [lines]),
    overscan: 10,
    initialOffset: place.top,
  })
  const items = virtual.getVirtualItems()
  useLinesInSight(grouped, items[0]?.index ?? 0, items.at(-1)?.index ?? 0)
  const rows = useMemo(() => lines.flatMap((line) => (line.kind === 'row' ? [line.record] : [])), [lines])
  const fields = useMemo(() => phoneFields(columns, rows), [columns, rows])
  const [summed] = summedColumns(columns)
  return (
    <section
      ref={box}
      className={grid.grid}
      aria-label={object.label.many}
      aria-busy={groups.busy}
      data-busy={groups.busy || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <div className={grid.body} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const line = lines[index]
          if (line?.kind === 'head') {
            const Chevron = line.open ? IconChevronDown : IconChevronRight
            return (
              <UnstyledButton
                key={`head ${line.group.id}`}
                className={classes.phoneHead}
                style={{ top: start, height: headHeight }}
                aria-expanded={line.open}
                onClick={() => folds.toggle(line.group)}
              >
                <Chevron size={16} aria-hidden />
                <GroupTitle group={line.group} field={field} />
                {summed && <Sum field={summed} sums={line.group.sums} currency={groups.currency} />}
              </UnstyledButton>
            )
          }
          if (line?.kind === 'row')
            return (
              <PhoneRow
                key={line.record.id}
                object={object}
                record={line.record}
                fields={fields}
                top={start}
                onOpen={() => onGroup(line.group)}
              />
            )
          return (
            line && (
              <div key={index} className={classes.waiting} style={{ top: start, height: phoneRowHeight }}>
                <Waiting line={line} onAgain={grouped.again} onReadRest={groups.readRest} />
              </div>
            )
          )
        })}
      </div>
    </section>
  )
}

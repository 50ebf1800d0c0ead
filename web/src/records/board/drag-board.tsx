import { Accessibility } from '@dnd-kit/dom'
import { DragDropProvider, DragOverlay } from '@dnd-kit/react'
import type { ComponentProps } from 'react'
import { useMemo, useRef } from 'react'
import { dragPlugins } from '../../design/drag-plugins.ts'
import type { Folds } from '../list/groups/folds.ts'
import { pressToDrag } from '../press-to-drag.ts'
import classes from './board.module.css'
import type { BoardColumn } from './board-columns.ts'
import { Card } from './card.tsx'
import { type CardData, Column, type ColumnProps } from './column.tsx'
import { ColumnSensor } from './column-sensor.ts'
import { LaneBoard } from './lane-board.tsx'
import { useBoardKeys } from './use-board-keys.ts'
import { isFull } from './use-move.ts'
import { useBoardWords } from './words.ts'

type Provider = ComponentProps<typeof DragDropProvider>

export interface DragBoardProps extends Omit<ColumnProps, 'column' | 'query'> {
  readonly label: string
  readonly queryOf: (column: BoardColumn) => ColumnProps['query']
  /** Which lanes are open. */
  readonly folds: Folds
}

function isCard(data: unknown): data is CardData {
  return typeof data === 'object' && data !== null && 'record' in data && 'column' in data
}

function columnOf(data: unknown): BoardColumn | undefined {
  return isHolder(data) ? data.column : undefined
}

function isHolder(data: unknown): data is { readonly column: BoardColumn } {
  return typeof data === 'object' && data !== null && 'column' in data
}

/** All columns side by side; cards are dragged by mouse, finger or keyboard. */
export function DragBoard({ label, queryOf, folds, ...rest }: DragBoardProps) {
  const { object, columns, lanes, fields, movable, onMove } = rest
  const box = useRef<HTMLElement>(null)
  const announcements = useAnnouncements()
  useBoardKeys(box)
  const plugins: Provider['plugins'] = (defaults) => [...dragPlugins(defaults), Accessibility.configure(announcements)]

  return (
    <DragDropProvider
      sensors={[pressToDrag, ColumnSensor]}
      plugins={plugins}
      onDragEnd={({ operation: { source, target }, canceled }) => {
        const to = columnOf(target?.data)
        if (!canceled && to && isCard(source?.data)) onMove(source.data.record, source.data.column, to)
      }}
    >
      {lanes ? (
        <LaneBoard {...rest} box={box} label={label} lanes={lanes} folds={folds} queryOf={queryOf} />
      ) : (
        <section ref={box} className={classes.board} aria-label={label}>
          {columns.map((column) => (
            <Column key={column.key} {...rest} column={column} query={queryOf(column)} />
          ))}
        </section>
      )}
      <DragOverlay dropAnimation={null}>
        {(source) =>
          isCard(source.data) && (
            <div className={classes.card} data-overlay>
              <Card
                object={object}
                record={source.data.record}
                column={source.data.column}
                fields={fields}
                columns={[]}
                onMove={movable ? onMove : () => {}}
              />
            </div>
          )
        }
      </DragOverlay>
    </DragDropProvider>
  )
}

/** What is said while a card is carried, for those who do not see it. */
function useAnnouncements() {
  const words = useBoardWords()
  return useMemo(() => {
    const title = (data: unknown): string => (isCard(data) ? data.title : '')
    const place = (column: BoardColumn | undefined): string =>
      column?.lane ? words.cell(column.title, column.lane.title) : (column?.title ?? '')
    return {
      debounce: 150,
      screenReaderInstructions: { draggable: words.instructions },
      announcements: {
        dragstart: ({ operation: { source } }: Said) =>
          words.picked(title(source?.data), place(columnOf(source?.data))),
        dragover: ({ operation: { source, target } }: Said) => {
          const over = columnOf(target?.data)
          return over && words.over(title(source?.data), place(over))
        },
        dragend: ({ operation: { source, target }, canceled }: Said & { readonly canceled: boolean }) => {
          const to = columnOf(target?.data)
          const stays = canceled || !to || to.key === columnOf(source?.data)?.key
          if (stays) return words.cancelled(title(source?.data))
          if (isFull(columnOf(source?.data), to)) return words.fullSaid(title(source?.data), to.title)
          return words.dropped(title(source?.data), place(to))
        },
      },
    }
  }, [words])
}

interface Said {
  readonly operation: {
    readonly source: { readonly data: unknown } | null
    readonly target: { readonly data: unknown } | null
  }
}

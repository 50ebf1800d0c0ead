import { Accessibility, KeyboardSensor } from '@dnd-kit/dom'
import { DragDropProvider } from '@dnd-kit/react'
import { isSortable, useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, useState } from 'react'
import classes from './settings.module.css'
import { Line, type LineProps, Sheet } from './sheet.tsx'
import { useSettingsWords } from './words.ts'

export interface SortableLine extends LineProps {
  readonly id: string
  /** Spoken when it moves. */
  readonly name: string
}

interface SortableSheetProps {
  readonly label: string
  readonly lines: readonly SortableLine[]
  /** The ids in their new order. */
  readonly onOrder: (ids: readonly string[]) => void
}

/** A list in an order that people choose: by dragging the handle, or on it with the arrow keys. */
export function SortableSheet({ label, lines, onOrder }: SortableSheetProps) {
  const words = useSettingsWords()
  const [spoken, setSpoken] = useState('')
  const move = (from: number, to: number): void => {
    const line = lines[from]
    if (!line || to < 0 || to >= lines.length || from === to) return
    const ids = lines.map(({ id }) => id)
    ids.splice(to, 0, ...ids.splice(from, 1))
    setSpoken(words.moved(line.name, to + 1, lines.length))
    onOrder(ids)
  }
  return (
    <DragDropProvider
      // The handle has keys of its own, and says in the person's language what they do.
      sensors={(defaults) => defaults.filter((sensor) => sensor !== KeyboardSensor)}
      plugins={(defaults) => defaults.filter((plugin) => plugin !== Accessibility)}
      onDragEnd={({ operation: { source }, canceled }) => {
        if (!canceled && isSortable(source)) move(source.initialIndex, source.index)
      }}
    >
      <Sheet label={label}>
        {lines.map((line, index) => (
          <MovableLine key={line.id} line={line} index={index} onMove={(by) => move(index, index + by)} />
        ))}
      </Sheet>
      <VisuallyHidden aria-live="polite">{spoken}</VisuallyHidden>
    </DragDropProvider>
  )
}

interface MovableLineProps {
  readonly line: SortableLine
  readonly index: number
  readonly onMove: (by: number) => void
}

function MovableLine({ line: { id, name, ...line }, index, onMove }: MovableLineProps) {
  const words = useSettingsWords()
  const { ref, handleRef, isDragging } = useSortable({ id, index })
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    onMove(by)
  }
  return (
    <Line
      {...line}
      ref={ref}
      lifted={isDragging}
      handle={
        <ActionIcon
          ref={handleRef}
          className={classes.handle}
          size="sm"
          aria-label={words.move(name)}
          title={words.moveHint}
          onKeyDown={press}
        >
          <IconGripVertical size={16} stroke={1.6} />
        </ActionIcon>
      }
    />
  )
}

import { KeyboardSensor } from '@dnd-kit/dom'
import { DragDropProvider } from '@dnd-kit/react'
import { isSortable, useSortable } from '@dnd-kit/react/sortable'
import { ActionIcon, VisuallyHidden } from '@mantine/core'
import { IconGripVertical } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import { useWords } from '../kernel/language.ts'
import { dragPlugins } from './drag-plugins.ts'
import { moved } from './moved.ts'
import classes from './sortable.module.css'

type Move = (from: number, to: number, name: string) => void

interface SortableProps<T> {
  readonly items: readonly T[]
  readonly onOrder: (items: readonly T[]) => void
  /** @param move takes one to another place, and says so by its name; where there is no such place it does nothing */
  readonly children: (move: Move) => ReactNode
}

/** Things in an order that people choose: each is dragged by its handle, or moved on it with the arrow keys. */
export function Sortable<T>({ items, onOrder, children }: SortableProps<T>) {
  const { order } = useWords()
  const [spoken, setSpoken] = useState('')
  const move: Move = (from, to, name) => {
    const next = moved(items, from, to)
    if (next === items) return
    setSpoken(order.moved(name, to + 1, items.length))
    onOrder(next)
  }
  return (
    <DragDropProvider
      // The handle has keys of its own, and says in the person's language what they do.
      sensors={(defaults) => defaults.filter((sensor) => sensor !== KeyboardSensor)}
      plugins={dragPlugins}
      onDragEnd={({ operation: { source }, canceled }) => {
        if (!canceled && isSortable(source)) move(source.initialIndex, source.index, String(source.data.name))
      }}
    >
      {children(move)}
      <VisuallyHidden aria-live="polite">{spoken}</VisuallyHidden>
    </DragDropProvider>
  )
}

interface SortableItem {
  readonly id: string
  readonly index: number
  /** Spoken when it moves. */
  readonly name: string
  readonly disabled?: boolean
}

/** One of the things of a `Sortable`: where its element and its handle are. */
export function useSortableItem({ name, ...item }: SortableItem) {
  return useSortable({ ...item, data: { name } })
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

interface DragHandleProps {
  readonly ref: Ref<HTMLButtonElement>
  readonly name: string
  /** Called with how many places a key moves it. */
  readonly onStep: (by: number) => void
}

export function DragHandle({ ref, name, onStep }: DragHandleProps) {
  const { order } = useWords()
  const press = (event: KeyboardEvent): void => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    onStep(by)
  }
  return (
    <ActionIcon
      ref={ref}
      className={classes.handle}
      data-handle
      size="sm"
      aria-label={order.move(name)}
      title={order.moveHint}
      onKeyDown={press}
    >
      <IconGripVertical size={16} stroke={1.6} />
    </ActionIcon>
  )
}

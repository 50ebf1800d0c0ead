import { DragHandle, Sortable, useSortableItem } from '../design/sortable.tsx'
import { Line, type LineProps, Sheet } from './sheet.tsx'

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

/** A list in an order that people choose. */
export function SortableSheet({ label, lines, onOrder }: SortableSheetProps) {
  return (
    <Sortable items={lines.map(({ id }) => id)} onOrder={onOrder}>
      {(move) => (
        <Sheet label={label}>
          {lines.map((line, index) => (
            <MovableLine key={line.id} line={line} index={index} onMove={(by) => move(index, index + by, line.name)} />
          ))}
        </Sheet>
      )}
    </Sortable>
  )
}

interface MovableLineProps {
  readonly line: SortableLine
  readonly index: number
  readonly onMove: (by: number) => void
}

function MovableLine({ line: { id, name, ...line }, index, onMove }: MovableLineProps) {
  const { ref, handleRef, isDragging } = useSortableItem({ id, index, name })
  return (
    <Line {...line} ref={ref} lifted={isDragging} handle={<DragHandle ref={handleRef} name={name} onStep={onMove} />} />
  )
}

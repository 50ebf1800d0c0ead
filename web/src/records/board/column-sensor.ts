import { KeyboardSensor } from '@dnd-kit/react'

/** Pixels by which columns of a row may be out of line. */
const tolerance = 4

/** Arrows take a card from column to column, and up and down from lane to lane; within a column cards have no place of their own. */
export class ColumnSensor extends KeyboardSensor {
  protected override handleMove(direction: 'up' | 'down' | 'left' | 'right', event: KeyboardEvent): void {
    event.preventDefault()
    const { dragOperation, registry, actions } = this.manager
    const along = direction === 'up' || direction === 'down' ? 'top' : 'left'
    const places = [...registry.droppables.value].flatMap(({ id, element }) =>
      element ? [{ id, element, box: element.getBoundingClientRect() }] : [],
    )
    const here = places.find(({ id }) => id === dragOperation.target?.id) ?? places[0]
    if (!here) return
    const across = along === 'left' ? 'top' : 'left'
    const line = places
      .filter(({ box }) => Math.abs(box[across] - here.box[across]) < tolerance)
      .toSorted((a, b) => a.box[along] - b.box[along])
    const next = line[line.indexOf(here) + (direction === 'right' || direction === 'down' ? 1 : -1)]
    if (!next) return
    next.element.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    for (const column of registry.droppables.value) column.refreshShape()
    const { left, top, width, height } = next.element.getBoundingClientRect()
    actions.move({ event, to: { x: left + width / 2, y: top + Math.min(height / 2, 90) } })
  }
}

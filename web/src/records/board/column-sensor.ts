import { KeyboardSensor } from '@dnd-kit/react'

/** Left and right arrows take a card from column to column; up and down mean nothing, as cards have no place of their own. */
export class ColumnSensor extends KeyboardSensor {
  protected override handleMove(direction: 'up' | 'down' | 'left' | 'right', event: KeyboardEvent): void {
    event.preventDefault()
    if (direction === 'up' || direction === 'down') return
    const { dragOperation, registry, actions } = this.manager
    const columns = [...registry.droppables.value]
      .filter(({ element }) => element !== undefined)
      .toSorted((a, b) => leftOf(a.element) - leftOf(b.element))
    const at = columns.findIndex(({ id }) => id === dragOperation.target?.id)
    const next = columns[at + (direction === 'right' ? 1 : -1)]
    if (!next?.element) return
    next.element.scrollIntoView({ inline: 'nearest', block: 'nearest' })
    for (const column of columns) column.refreshShape()
    const { left, top, width, height } = next.element.getBoundingClientRect()
    actions.move({ event, to: { x: left + width / 2, y: top + Math.min(height / 2, 90) } })
  }
}

function leftOf(element: Element | undefined): number {
  return element?.getBoundingClientRect().left ?? 0
}

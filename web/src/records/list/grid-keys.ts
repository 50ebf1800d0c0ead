import type { KeyboardEvent } from 'react'

export interface Position {
  readonly row: number
  readonly column: number
}

/** Where a key of the ARIA grid pattern moves the active cell; undefined for other keys. */
export function moved(key: string, { row, column }: Position, last: Position, page: number): Position | undefined {
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))
  const by = (rows: number, columns: number): Position => ({
    row: within(row + rows, last.row),
    column: within(column + columns, last.column),
  })
  const edge = edgeOf(key, { row, column }, last)
  if (edge) return { row: edge === 'start' ? 0 : last.row, column }
  switch (key) {
    case 'ArrowDown':
      return by(1, 0)
    case 'ArrowUp':
      return by(-1, 0)
    case 'ArrowRight':
      return by(0, 1)
    case 'ArrowLeft':
      return by(0, -1)
    case 'PageDown':
      return by(page, 0)
    case 'PageUp':
      return by(-page, 0)
    case 'Home':
      return { row, column: 0 }
    case 'End':
      return { row, column: last.column }
    default:
      return undefined
  }
}

/** Does a key go to an end of the whole list? End and Home do from the row's own last and first cell. */
export function edgeOf(key: string, { column }: Position, last: Position): 'start' | 'end' | undefined {
  if (key === 'Ctrl+Home' || (key === 'Home' && column === 0)) return 'start'
  if (key === 'Ctrl+End' || (key === 'End' && column === last.column)) return 'end'
  return undefined
}

export function keyName(event: KeyboardEvent): string {
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key}`
}

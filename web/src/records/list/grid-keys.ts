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
    case 'Ctrl+Home':
      return { row: 0, column }
    case 'Ctrl+End':
      return { row: last.row, column }
    default:
      return undefined
  }
}

export function keyName(event: KeyboardEvent): string {
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.key}`
}

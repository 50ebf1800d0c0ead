import { useDroppable } from '@dnd-kit/react'
import { useInViewport, useMergedRef } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import type { BoardColumn } from './board-columns.ts'

/** Where the cards of a column, or of its part in a lane, are put down. */
export function useColumnPlace(column: BoardColumn) {
  const { ref: dropRef, isDropTarget } = useDroppable({ id: `column:${column.key}`, data: { column } })
  const { ref: viewRef, inViewport } = useInViewport()
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    if (inViewport) setSeen(true)
  }, [inViewport])
  return {
    ref: useMergedRef(dropRef, viewRef),
    /** Is a card held over it? As an attribute says it: undefined for no. */
    over: isDropTarget || undefined,
    /** Has it ever come into sight? Until then its cards are not fetched. */
    seen,
  }
}

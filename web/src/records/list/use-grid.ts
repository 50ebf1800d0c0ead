import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useRef } from 'react'
import { usePlace } from './place.ts'
import { type CellCursorOptions, useCellCursor } from './use-cell-cursor.ts'

/** Pixels. */
export const lineHeight = 40
const headHeight = 44

interface GridOptions extends Omit<CellCursorOptions, 'box' | 'place' | 'height' | 'onShow'> {
  /** Names the list, to find the place in it again. */
  readonly placeKey: string
  /** Pixels of what stands over the last lines; 0 where nothing does. */
  readonly footHeight: number
}

/** What all grids of records do: only the lines in sight are in the document, and one cell is active and gets the keys. */
export function useGrid({ placeKey, footHeight, ...options }: GridOptions) {
  const box = useRef<HTMLDivElement>(null)
  const place = usePlace(placeKey, box)
  const virtual = useVirtualizer({
    count: options.lines,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeight,
    overscan: 12,
    initialOffset: place.top,
    scrollPaddingStart: headHeight,
    scrollPaddingEnd: footHeight,
  })
  const { take, ...cursor } = useCellCursor({
    ...options,
    box,
    place,
    onShow: (line, align) => virtual.scrollToIndex(line, { align }),
    height: lineHeight,
  })
  return {
    box,
    virtual,
    ...cursor,
    /**
     * Does what a key means that came to a cell or to the grid; what stands in a cell has its keys for itself.
     * @param own does what a key means in this grid alone, before anything else; @returns whether it means anything
     */
    press(event: KeyboardEvent, own: (event: KeyboardEvent) => boolean): void {
      if (!(event.target instanceof HTMLElement)) return
      if (event.target !== box.current && event.target.dataset.cell === undefined) return
      if (own(event) || take(event)) event.preventDefault()
    },
  }
}

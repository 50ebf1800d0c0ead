import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import type { Anchor } from './anchor.ts'

interface Scrolled {
  readonly virtual: { scrollOffset: number | null }
  readonly rowHeight: number
  readonly box: RefObject<HTMLElement | null>
}

/**
 * Keeps the rows in sight where they are when others come in front of them. What is in sight is reckoned anew before it is
 * drawn: a row that was left out for a moment would lose the focus.
 */
export function useRowsAbove(
  lead: number,
  { virtual, rowHeight, box }: Scrolled,
  onAdded: (rows: number) => void,
): void {
  const [reckoned, setReckoned] = useState(lead)
  const added = lead - reckoned
  if (added !== 0) {
    setReckoned(lead)
    virtual.scrollOffset = Math.max(0, (virtual.scrollOffset ?? 0) + added * rowHeight)
    onAdded(added)
  }
  const drawn = useRef(lead)
  useLayoutEffect(() => {
    const element = box.current
    if (element) element.scrollTop += (lead - drawn.current) * rowHeight
    drawn.current = lead
  }, [lead, rowHeight, box])
}

/** Reads a list from elsewhere and, once its rows are there, goes to the one that was meant. */
export function useSeek(
  onSeek: (anchor: Anchor) => Promise<Anchor | undefined>,
  box: RefObject<HTMLElement | null>,
  onReached: (anchor: Anchor) => void,
) {
  const [reached, setReached] = useState<{ readonly anchor: Anchor }>()
  const reach = useEffectEvent(onReached)
  useEffect(() => {
    if (reached) reach(reached.anchor)
  }, [reached])
  return async (anchor: Anchor): Promise<void> => {
    // The row that has the focus goes; what is typed meanwhile must still come here.
    box.current?.focus({ preventScroll: true })
    const found = await onSeek(anchor)
    if (found !== undefined) setReached({ anchor: found })
  }
}

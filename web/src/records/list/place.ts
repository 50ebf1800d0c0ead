import { type RefObject, useEffect, useState } from 'react'

/** Where somebody was in a list: how far it was scrolled, and at which row. */
interface Place {
  top: number
  row: number
}

const places = new Map<string, Place>()

function placeIn(list: string): Place {
  const known = places.get(list)
  if (known) return known
  const fresh = { top: 0, row: 0 }
  places.set(list, fresh)
  return fresh
}

/** Remembers the place in a list while one is away from it. */
export function usePlace(list: string, box: RefObject<HTMLElement | null>): Place {
  const [place] = useState(() => placeIn(list))
  useEffect(() => {
    const element = box.current
    if (!element) return
    element.scrollTop = place.top
    const note = (): void => {
      place.top = element.scrollTop
    }
    element.addEventListener('scroll', note, { passive: true })
    return () => element.removeEventListener('scroll', note)
  }, [box, place])
  return place
}

import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** A new page begins with the focus at its content, unless the page itself put it somewhere. */
export function usePageFocus(): void {
  const { pathname } = useLocation()
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what the focus follows
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    const { activeElement } = document
    const lost = activeElement === null || activeElement === document.body || activeElement.closest('nav') !== null
    if (lost) document.getElementById('content')?.focus({ preventScroll: true })
  }, [pathname])
}

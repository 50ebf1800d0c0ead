import { useEffect, useRef, useState } from 'react'

/**
 * For a select that is there to be chosen from at once. It is focused and opened a moment after it stands: one that is
 * born open does not tell screen readers which list is its own.
 */
export function useOpenedAtOnce(wanted: boolean) {
  const ref = useRef<HTMLInputElement>(null)
  const [opened, setOpened] = useState(false)
  useEffect(() => {
    if (!wanted) return
    const later = setTimeout(() => {
      ref.current?.focus()
      setOpened(true)
    })
    return () => clearTimeout(later)
  }, [wanted])
  return {
    ref,
    ...(wanted ? { autoFocus: false } : {}),
    dropdownOpened: opened,
    onDropdownOpen: () => setOpened(true),
    onDropdownClose: () => setOpened(false),
  }
}

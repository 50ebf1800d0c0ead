import { paletteOpen, paletteQuery } from './asked.ts'

/**
 * Ctrl/⌘ K from the first moment of the program, before the shell stands: it then opens with what was typed meanwhile.
 * What is typed until the palette's field has the focus is for it, and no key of the page.
 */
export function listenForPalette(): void {
  window.addEventListener(
    'keydown',
    (event) => {
      if (asksForPalette(event)) paletteOpen.set(true)
      else if (paletteOpen.get() && isTypedAhead(event)) paletteQuery.set(paletteQuery.get() + event.key)
      else return
      event.preventDefault()
      event.stopPropagation()
    },
    { capture: true },
  )
}

function asksForPalette(event: KeyboardEvent): boolean {
  const commanded = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
  const editing = event.target instanceof HTMLElement && event.target.isContentEditable
  return commanded && event.key.toLowerCase() === 'k' && !editing && location.pathname.startsWith('/w/')
}

/** A letter that no field of a dialog takes yet. */
function isTypedAhead({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const inField = target instanceof HTMLInputElement && target.closest('[role="dialog"]') !== null
  return !inField && key.length === 1 && !ctrlKey && !metaKey && !altKey
}

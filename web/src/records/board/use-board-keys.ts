import { type RefObject, useEffect } from 'react'
import { useKeys } from '../../design/keyboard.ts'

type Beside = 'nextElementSibling' | 'previousElementSibling'

const columnKeys: Readonly<Record<string, Beside>> = {
  ArrowRight: 'nextElementSibling',
  ArrowLeft: 'previousElementSibling',
}

function focusIn(card: Element | null | undefined): void {
  card?.querySelector<HTMLElement>('[data-card-link]')?.focus()
}

function cardOf(element: Element | null): Element | null {
  return element?.closest('[data-card]') ?? null
}

/** The card at the same height of the nearest column on that side that has any. */
function cardBeside(card: Element, side: Beside): Element | null {
  let column = card.closest('[data-column]')?.[side] ?? null
  while (column && !column.querySelector('[data-card]')) column = column[side]
  return (
    column?.querySelector(`[data-index="${card.getAttribute('data-index')}"]`) ??
    cardOf(column?.querySelector('[data-card]') ?? null)
  )
}

/** J and K walk a column's cards, the arrows go to the column beside, M opens the card's menu. */
export function useBoardKeys(board: RefObject<HTMLElement | null>): void {
  const walk = (by: Beside): void => {
    const card = cardOf(document.activeElement)
    focusIn(card ? card[by] : board.current?.querySelector('[data-card]'))
  }
  useKeys({
    j: () => walk('nextElementSibling'),
    k: () => walk('previousElementSibling'),
    m: () => cardOf(document.activeElement)?.querySelector<HTMLElement>('[data-card-menu]')?.click(),
  })
  useEffect(() => {
    const element = board.current
    if (!element) return
    const cross = (event: KeyboardEvent): void => {
      const side = columnKeys[event.key]
      const target = event.target instanceof Element ? event.target : null
      const card = target?.hasAttribute('data-card-link') ? cardOf(target) : null
      if (!side || !card || event.defaultPrevented) return
      event.preventDefault()
      focusIn(cardBeside(card, side))
    }
    element.addEventListener('keydown', cross)
    return () => element.removeEventListener('keydown', cross)
  }, [board])
}

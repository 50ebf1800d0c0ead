import { lazy, Suspense } from 'react'
import { withWords } from '../kernel/slice-words.ts'

const Item = lazy(withWords(async () => ({ default: (await import('./as-of-item.tsx')).AsOfItem })))

/** The menu item by which one looks back, loaded with the menu. */
export function AsOfMenuItem() {
  return (
    <Suspense fallback={null}>
      <Item />
    </Suspense>
  )
}

import { useEffect } from 'react'

/** What stands in the browser's tab while a page is open. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    document.title = title ? `${title} · Tendero` : 'Tendero'
  }, [title])
}

import type { InfiniteData } from '@tanstack/react-query'
import type { AnyRecord, Page } from '@tendero/model/api'

/** Lists of few pages are fetched anew; more would make one wait, and jump. */
export const pagesFetchedAgain = 2

/** The pages of whatever a query holds; none when it is not read page after page. */
export function pagesOf(data: unknown): readonly Page[] {
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : undefined
  return Array.isArray(pages) ? pages : []
}

const flat = new WeakMap<readonly Page[], readonly AnyRecord[]>()
const noRows: readonly AnyRecord[] = []

/** The rows of all pages that a query holds: the same list as long as these are the same. */
export function rowsOf(data: unknown): readonly AnyRecord[] {
  const pages = pagesOf(data)
  if (pages.length === 0) return noRows
  const known = flat.get(pages)
  if (known) return known
  const rows = pages.flatMap(({ items }) => items)
  flat.set(pages, rows)
  return rows
}

/** The same pages with other rows; what is not read page after page stays as it is. */
export function withRows<Turn>(
  data: InfiniteData<Page, Turn> | undefined,
  change: (rows: readonly AnyRecord[]) => readonly AnyRecord[],
): InfiniteData<Page, Turn> | undefined {
  return data?.pages ? { ...data, pages: data.pages.map((page) => ({ ...page, items: change(page.items) })) } : data
}

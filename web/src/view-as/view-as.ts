import { queryOptions } from '@tanstack/react-query'
import type { PastViews, StartedView } from '@tendero/model/api'
import { transport } from '../kernel/transport.ts'

/** Every window of this browser has the same session: all begin anew with whose eyes they have from now on. */
const channel = new BroadcastChannel('tendero-view-as')

/** Where the look began, in the words of an address of this site; of this tab alone. */
const begunAt = 'tendero.view-as-begun-at'

/**
 * Sees as somebody else from now on: everything that was read with other rights is forgotten with the page.
 * @param path what is looked at first, below the company's address
 */
export async function beginViewing(user: string, slug: string, path = 'today'): Promise<void> {
  await transport.request<StartedView>('POST', '/view-as', { body: { user } })
  sessionStorage.setItem(begunAt, location.pathname)
  startAnew(`/w/${slug}/${path}`)
}

/** Back to where the look began; to the people from a tab in which it did not. */
export async function stopViewing(slug: string): Promise<void> {
  await transport.request<null>('DELETE', '/view-as')
  const begun = sessionStorage.getItem(begunAt)
  sessionStorage.removeItem(begunAt)
  startAnew(begun?.startsWith(`/w/${slug}/`) ? begun : `/w/${slug}/settings/people`)
}

function startAnew(path: string): void {
  channel.postMessage('changed')
  location.assign(path)
}

/** Begins anew when another window did, or when the time is over, until the answer is called. */
export function keepEyes(endsAt: string | undefined): () => void {
  const reload = (): void => location.reload()
  channel.addEventListener('message', reload)
  const timer = endsAt === undefined ? undefined : setTimeout(reload, Math.max(1_000, Date.parse(endsAt) - Date.now()))
  return () => {
    channel.removeEventListener('message', reload)
    clearTimeout(timer)
  }
}

export const pastViewsQuery = queryOptions({
  queryKey: ['view-as'] as const,
  queryFn: () => transport.request<PastViews>('GET', '/view-as'),
  staleTime: 0,
})

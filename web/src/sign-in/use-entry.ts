import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { Session } from '@tendero/model/api'
import { keys } from '../kernel/queries.ts'

/** What happens once somebody is signed in: nothing of another session is kept, and the day's page (or `next`) opens. */
export function useEntry(): (session: Session, next?: string) => Promise<void> {
  const client = useQueryClient()
  const router = useRouter()
  return async (session, next) => {
    client.clear()
    client.setQueryData(keys.session, session)
    await router.invalidate()
    if (next) router.history.push(next)
    else await router.navigate({ to: '/w/$slug/today', params: { slug: session.workspace.slug } })
  }
}

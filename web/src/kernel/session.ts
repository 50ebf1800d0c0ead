import { useSuspenseQuery } from '@tanstack/react-query'
import type { PermittedAction, Session } from '@tendero/model/api'
import { sessionQuery } from './queries.ts'

/** Who is signed in, where, and what they may do. Pages under /w/ have it loaded already. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data
}

export function useMay(action: PermittedAction): boolean {
  const session = useSession()
  return session.role.administrator || session.actions.includes(action)
}

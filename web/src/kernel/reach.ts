import type { Scope } from '@tendero/model'
import type { AnyRecord } from '@tendero/model/api'
import { useSession } from './session.ts'

/**
 * Does a scope reach a record, as far as the screens know? Only what is surely out of reach is not offered: which teams'
 * records somebody reaches, and whose record it is that was read without its owner, the server alone knows.
 */
export function reaches(scope: Scope, { owner }: AnyRecord, user: string): boolean {
  if (scope === 'none') return false
  return scope !== 'own' || owner === undefined || owner === user
}

/** The same for who is signed in. */
export function useReaches(): (scope: Scope, record: AnyRecord) => boolean {
  const { user } = useSession()
  return (scope, record) => reaches(scope, record, user.id)
}

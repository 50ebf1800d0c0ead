import type { Caller } from '../kernel/caller.ts'
import { forbidden } from '../kernel/failure.ts'

/** Mail of others, and the servers it goes through, are for administrators alone. @throws Failure 403 */
export function requireAdministrator({ actor }: Caller): void {
  if (!actor.administrator) throw forbidden({ action: 'administrator' })
}

import { sql } from '@tendero/model'
import { tokenHash } from '../platform/token.ts'
import type { Kernel } from './kernel.ts'

/** Whether the session `s` goes on: not after its last day, nor after a week in which nobody used it. */
export const sessionIsLive = sql`s.expires_at > now() and s.seen_at > now() - interval '7 days'`

/** Whether the last use that is noted of the session `s` is too old to be told as its last. */
export const seenLongAgo = sql`s.seen_at < now() - interval '5 minutes'`

/** Notes that a session is used, beside the request that it came with: no request waits for it. */
export function noteSessionSeen({ database, log }: Pick<Kernel, 'database' | 'log'>, token: string): void {
  database
    .control(
      sql`update control.session s set seen_at = now() where s.token_hash = ${tokenHash(token)} and ${seenLongAgo}`,
    )
    .catch((error: Error) => log.warn({ reason: error.message }, 'the last use of a session was not noted'))
}

import { join, mentionsIn, sql } from '@tendero/model'
import { authorOf } from '../kernel/actor.ts'
import type { Change, Mirror } from '../kernel/lifecycle.ts'
import { isRichText } from './mention-people.action.ts'

/** Who comments on a record or is mentioned on it follows it, unless they stopped before. */
export const commentFollowers: Mirror = {
  tables: ['comment'],
  statements({ actor }, changes) {
    const author = authorOf(actor)
    const pairs = new Map(
      changes
        .flatMap((change) => peopleIn(change, author).map((user) => [recordOf(change), user] as const))
        .map((pair) => [pair.join(' '), pair]),
    )
    if (pairs.size === 0) return []
    const rows = [...pairs.values()].map(([record, user]) => sql`(${actor.workspaceId}, ${record}, ${user}, true)`)
    return [
      sql`insert into tendero.follower (workspace_id, record_id, user_id, following) values ${join(rows)}
        on conflict (workspace_id, record_id, user_id) do nothing`,
    ]
  },
}

function peopleIn({ verb, patch }: Change, author: string | null): readonly string[] {
  const mentioned = isRichText(patch.body) ? mentionsIn(patch.body) : []
  return verb === 'create' && author !== null ? [author, ...mentioned] : mentioned
}

function recordOf({ patch, before }: Change): string {
  return String(patch.record ?? before?.record)
}

import { authorOf } from '../kernel/actor.ts'
import type { Mirror } from '../kernel/lifecycle.ts'
import { followingBegun } from './followers.sql.ts'

/** Who comments on a record follows it, unless they stopped before. */
export const commentFollowers: Mirror = {
  tables: ['comment'],
  statements({ actor }, changes) {
    const userId = authorOf(actor)
    const records = new Set(changes.filter(({ verb }) => verb === 'create').map(({ patch }) => String(patch.record)))
    if (userId === null || records.size === 0) return []
    return [
      followingBegun(
        actor.workspaceId,
        [...records].map((recordId) => ({ recordId, userId })),
      ),
    ]
  },
}

import { isShareable } from '../kernel/active-shares.ts'
import { scopeOf } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { type Change, everyObject, isChanging, type Lifecycle } from '../kernel/lifecycle.ts'
import { sharedRecords } from './share-standing.sql.ts'

/**
 * Who edits a record by a share alone gives it to nobody: with an owner or a team of their own choice it would be theirs
 * without an end, to be shared and deleted.
 * @throws Failure 422 `read_only` of the field
 */
export const ownershipKept: Lifecycle = {
  object: everyObject,
  async before(ctx, changes) {
    const [first] = changes
    if (!first || !isBounded(ctx, first)) return
    const given = changes.filter((change) => change.verb === 'update' && givenAway(change) !== undefined)
    if (given.length === 0) return
    const records = await sharedRecords(
      ctx,
      first.object,
      given.map(({ id }) => id),
    )
    for (const change of given) {
      const record = records.get(change.id)
      const field = givenAway(change)
      if (field && record?.mayEdit && !record.ofOwn) throw invalid({ [field]: { code: 'read_only' } })
    }
  },
}

/** May somebody edit such records by a share that they may not edit otherwise? */
function isBounded({ actor }: Context, { object, computed }: Change): boolean {
  if (computed || actor.administrator || !isShareable(object)) return false
  const scope = scopeOf(actor, object.name, 'edit')
  return scope !== 'all' && scope !== 'none'
}

function givenAway(change: Change): 'owner' | 'team' | undefined {
  if (isChanging(change, 'owner')) return 'owner'
  return isChanging(change, 'team') ? 'team' : undefined
}

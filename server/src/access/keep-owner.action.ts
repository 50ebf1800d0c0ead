import { isShareable } from '../kernel/active-shares.ts'
import { scopeOf } from '../kernel/actor.ts'
import { forbidden } from '../kernel/failure.ts'
import { type Change, everyObject, isChanging, type Lifecycle } from '../kernel/lifecycle.ts'
import { sharedRecords } from './share-standing.sql.ts'

const deciding = ['owner', 'team'] as const

/**
 * Who edits a record by a share alone does not say whose it is: as its owner they would keep it when the share ends, have
 * it deleted, and share it with whom they like.
 * @throws Failure 403
 */
export const ownerLifecycle: Lifecycle = {
  object: everyObject,
  async before(ctx, changes) {
    const [first] = changes
    if (!first || !isShareable(first.object)) return
    const among = changes.filter((change) => change.before?.owner !== ctx.actor.userId && givenAway(change))
    if (among.length === 0 || scopeOf(ctx.actor, first.object.name, 'edit') === 'all') return
    const records = await sharedRecords(
      ctx,
      first.object,
      among.map(({ id }) => id),
    )
    for (const change of among) {
      const record = records.get(change.id)
      if (record?.mayEdit && !record.ofOwn)
        throw forbidden({ object: record.face, field: givenAway(change), verb: 'edit' })
    }
  },
}

function givenAway(change: Change): string | undefined {
  if (change.verb !== 'update' || change.computed) return undefined
  return deciding.find((field) => isChanging(change, field))
}

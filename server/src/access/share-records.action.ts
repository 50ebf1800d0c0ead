import { isId, type ObjectType } from '@tendero/model'
import { followingBegun } from '../collaboration/index.ts'
import { isShareable } from '../kernel/active-shares.ts'
import { authorOf } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { forbidden, invalid, notFound } from '../kernel/failure.ts'
import { type Change, type Lifecycle, type Mirror, valueAfter } from '../kernel/lifecycle.ts'
import { endPassedOn } from './end-passed-on.sql.ts'
import { shareProblems } from './share-bounds.ts'
import { type SharedRecord, sharedRecords } from './share-standing.sql.ts'

/** That who may read a record has changed, without a change of the record: `object`, `ids`, `operationId`. */
const accessTopic = 'record.access'

/**
 * A record is shared by whoever may edit it; who edits it by a share alone passes on no more than that, and takes back
 * only what they gave or were given; with their share ends what they passed on.
 * @throws Failure 422 `unknown_object`, `not_found` of the fields and those of `shareProblems`; 403 for a record that the
 * actor may only see, 404 for a share that is not theirs to change
 */
export const shareLifecycle: Lifecycle = {
  object: 'share',
  afterUndo: true,
  async before(ctx, changes) {
    for (const name of new Set(changes.map(objectNamed))) {
      const among = changes.filter((change) => objectNamed(change) === name && !change.withParent && !change.computed)
      if (among.length > 0) await requireStanding(ctx, shareable(ctx, name), among)
    }
  },
  async after(ctx, changes) {
    await endPassedOn(ctx, changes)
    const records = new Map<string, Set<string>>()
    for (const change of changes) {
      const name = objectNamed(change)
      records.set(name, (records.get(name) ?? new Set()).add(recordOf(change)))
    }
    for (const [object, ids] of records) ctx.emit(accessTopic, { object, ids: [...ids], operationId: ctx.operationId })
  },
}

function objectNamed(change: Change): string {
  return String(valueAfter(change, 'object'))
}

function recordOf(change: Change): string {
  return String(valueAfter(change, 'record'))
}

function shareable({ model }: Context, name: string): ObjectType {
  const object = model.objects.get(name)
  if (!object || object.template || !isShareable(object)) throw invalid({ object: { code: 'unknown_object' } })
  return object
}

async function requireStanding(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const records = await sharedRecords(ctx, object, changes.map(recordOf))
  for (const change of changes) {
    const record = records.get(recordOf(change))
    if (!record) throw change.verb === 'create' ? invalid({ record: { code: 'not_found' } }) : notFound()
    if (!record.mayEdit) throw forbidden({ object: record.face, verb: 'edit' })
    if (change.verb === 'create') requirePerson(ctx, change)
    else requireTheirs(ctx, record, change)
    if (change.verb === 'create' || change.verb === 'update') requireWithin(ctx, record, change)
    if (change.verb === 'create') change.patch.object = record.face
  }
}

/** Nobody shares with whoever can no longer sign in. */
function requirePerson({ model }: Context, { patch }: Change): void {
  const person = isId(patch.user) ? model.catalogue.get('user')?.get(patch.user) : undefined
  if (person && person.active !== true) throw invalid({ user: { code: 'inactive_person' } })
}

function requireTheirs({ actor }: Context, { ofOwn, face }: SharedRecord, { before }: Change): void {
  const theirs = before?.createdBy === authorOf(actor) || before?.user === actor.userId
  if (!ofOwn && !theirs) throw forbidden({ object: face, verb: 'edit' })
}

function requireWithin({ now }: Context, record: SharedRecord, change: Change): void {
  const [user, team, until] = ['user', 'team', 'until'].map((name) => valueAfter(change, name))
  const problems = shareProblems({ user, team, until }, record, now)
  if (Object.keys(problems).length > 0) throw invalid(problems)
}

/** Whom a record is shared with for editing works on it with others, and follows it unless they stopped before. */
export const collaboratorsFollow: Mirror = {
  tables: ['share'],
  statements({ actor }, changes) {
    const begun = new Map<string, { readonly recordId: string; readonly userId: string }>()
    for (const change of changes) {
      const [userId, recordId] = [valueAfter(change, 'user'), recordOf(change)]
      const edits = (change.verb === 'create' || change.verb === 'update') && valueAfter(change, 'access') === 'edit'
      if (edits && isId(userId)) begun.set(`${recordId} ${userId}`, { recordId, userId })
    }
    return begun.size === 0 ? [] : [followingBegun(actor.workspaceId, [...begun.values()])]
  },
}

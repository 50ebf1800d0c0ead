import { type Followers, isId, type ObjectType, type RecordReaders } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import { objectAt } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { invalid, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { readingFor, requireVisible } from '../kernel/read-records.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { followersById, setFollowing } from './followers.sql.ts'
import { readerOf } from './readers.sql.ts'

/** People asked about at once. */
const mostPeople = 20

export const followerEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/{collection}/{id}/followers',
    summary: 'Who follows a record: its owner, those who said so, commented on it or were mentioned on it.',
    handle: (request) =>
      request.kernel.database.read(request.caller.actor.workspaceId, async (tx) => {
        const { object, id } = await recordAt(request, tx)
        return described(request, tx, object, id)
      }),
  }),
  endpoint({
    method: 'PUT',
    path: '/{collection}/{id}/following',
    summary: 'Follows a record: its changes and comments are told as notifications.',
    handle: (request) => follow(request, true),
  }),
  endpoint({
    method: 'DELETE',
    path: '/{collection}/{id}/following',
    summary: 'Follows a record no longer, also as its owner.',
    handle: (request) => follow(request, false),
  }),
  endpoint({
    method: 'GET',
    path: '/{collection}/{id}/readers',
    summary: `Which of at most ${mostPeople} people (their ids in \`people\`, with commas between) may read a record: before they are mentioned on it.`,
    handle: readers,
  }),
]

interface RecordAt {
  readonly object: ObjectType
  readonly id: string
}

/** The record of the address. @throws Failure 404 when the caller may not see it */
async function recordAt(
  { kernel, caller, params: { collection, id } }: ApiRequest,
  tx: Transaction,
): Promise<RecordAt> {
  const object = objectAt(caller, collection)
  if (!isId(id)) throw notFound()
  requireVerb(caller.actor, object, 'read')
  await requireVisible(readingFor(kernel, caller, tx), object, id)
  return { object, id }
}

function follow(request: ApiRequest, following: boolean): Promise<Followers> {
  const { workspaceId, userId } = request.caller.actor
  return request.kernel.database.transaction(workspaceId, async (tx) => {
    const { object, id } = await recordAt(request, tx)
    await setFollowing(tx, id, userId, following)
    return described(request, tx, object, id)
  })
}

/** Who may not know the owner is not told of one among the followers. */
async function described(
  { caller: { model, actor } }: ApiRequest,
  tx: Transaction,
  object: ObjectType,
  id: string,
): Promise<Followers> {
  const known = (await followersById(tx, object, [id])).get(id) ?? []
  const shown = mayUseField(actor, object.name, 'owner', 'read') ? known : known.filter((one) => one === actor.userId)
  const people = model.catalogue.get('user')
  return {
    items: shown.map((one) => ({ id: one, name: String(people?.get(one)?.name ?? '') })),
    following: known.includes(actor.userId),
  }
}

async function readers(request: ApiRequest): Promise<RecordReaders> {
  const { kernel, caller, query } = request
  const people = [...new Set((query.people ?? '').split(',').filter((one) => one !== ''))]
  if (!people.every(isId)) throw invalid({ people: { code: 'not_an_id' } })
  if (people.length > mostPeople) throw invalid({ people: { code: 'too_many' } })
  const { workspaceId } = caller.actor
  const { object, id: record } = await kernel.database.read(workspaceId, (tx) => recordAt(request, tx))
  const records = { workspaceId, object: object.name, ids: [record] }
  const items = await Promise.all(
    people.map(async (id) => ({ id, reads: ((await readerOf(kernel, id, records))?.ids.size ?? 0) > 0 })),
  )
  return { items }
}

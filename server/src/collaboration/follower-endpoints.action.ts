import { and, type Followers, isId, type ObjectType, type RecordReaders, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { invalid, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { readingFor, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/record-select.ts'
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
    handle: (request) => atRecord(request, async (tx, object, id) => described(request, object, tx, id)),
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

/** Does something at a record that the caller may read. @throws Failure 404 */
async function atRecord<T>(
  { kernel, caller, params: { collection, id } }: ApiRequest,
  work: (tx: Transaction, object: ObjectType, id: string) => Promise<T>,
): Promise<T> {
  const object = [...caller.model.objects.values()].find((one) => one.collection === collection)
  if (!object || !isId(id)) throw notFound()
  requireVerb(caller.actor, object, 'read')
  return kernel.database.transaction(caller.actor.workspaceId, async (tx) => {
    const found = await tx.rows(sql`select 1 from ${readTable(object)} t
      where ${and([visible(readingFor(kernel, caller, tx), object, 't'), sql`t.id = ${id}`])}`)
    if (found.length === 0) throw notFound()
    return work(tx, object, id)
  })
}

function follow(request: ApiRequest, following: boolean): Promise<Followers> {
  return atRecord(request, async (tx, object, id) => {
    await setFollowing(tx, id, request.caller.actor.userId, following)
    return described(request, object, tx, id)
  })
}

/** Who may not know the owner is not told of one among the followers. */
async function described(
  { caller: { model, actor } }: ApiRequest,
  object: ObjectType,
  tx: Transaction,
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
  const records = await atRecord(request, async (_tx, object, id) => ({
    workspaceId: caller.actor.workspaceId,
    object: object.name,
    ids: [id],
  }))
  const items = await Promise.all(
    people.map(async (id) => ({ id, reads: ((await readerOf(kernel, id, records))?.ids.size ?? 0) > 0 })),
  )
  return { items }
}

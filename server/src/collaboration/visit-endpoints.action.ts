import { isId, type ObjectType, sql, type Visit } from '@tendero/model'
import { objectAt } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { readingFor, requireVisible } from '../kernel/read-records.ts'
import { nowIn } from '../kernel/workspace-model.ts'

/** The records of an object as a whole. */
const all = '00000000-0000-0000-0000-000000000000'

/** Who comes back within these minutes never left. */
const oneVisit = 30 * 60_000

export const visitEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/{collection}/visit',
    summary:
      'Notes that one looks at the records of an object, and says since when they are new to one: `since`, null the first time.',
    handle: (request) => visit(request, objectAt(request.caller, request.params.collection), all),
  }),
  endpoint({
    method: 'POST',
    path: '/{collection}/{id}/visit',
    summary: 'Notes that one looks at a record, and says when one last did before: `since`, null the first time.',
    handle(request) {
      const { collection, id = '' } = request.params
      if (!isId(id)) throw notFound()
      return visit(request, objectAt(request.caller, collection), id)
    },
  }),
]

function visit({ kernel, caller }: ApiRequest, object: ObjectType, id: string): Promise<Visit> {
  const { model, actor } = caller
  requireVerb(actor, object, 'read')
  const now = nowIn(kernel, model)
  const left = new Date(now.getTime() - oneVisit).toISOString()
  return kernel.database.transaction(actor.workspaceId, async (tx) => {
    if (id !== all) await requireVisible(readingFor(kernel, caller, tx), object, id)
    const [row] = await tx.rows<{ before: Date | null }>(sql`
      insert into tendero.visit as v (workspace_id, user_id, object, record_id, at)
      values (${actor.workspaceId}, ${actor.userId}, ${object.name}, ${id}, ${now.toISOString()})
      on conflict (workspace_id, user_id, object, record_id) do update set at = greatest(v.at, excluded.at),
        before = case when v.at < ${left} then v.at else v.before end
      returning v.before`)
    return { since: row?.before?.toISOString() ?? null }
  })
}

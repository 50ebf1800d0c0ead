import {
  type Access,
  type AccessExplanation,
  and,
  isId,
  type ObjectType,
  type Rights,
  type RolePreview,
  sql,
} from '@tendero/model'
import { z } from 'zod'
import { acceptBody } from '../kernel/accept-body.ts'
import { type Actor, scopeOf } from '../kernel/actor.ts'
import { type Caller, objectAt } from '../kernel/caller.ts'
import { type ApiRequest, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden, invalid, notFound } from '../kernel/failure.ts'
import { requireVerb } from '../kernel/input.ts'
import { policy } from '../kernel/policy.ts'
import { type Reading, readingFor, requireVisible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { rights } from '../workspace/index.ts'
import { explainAccess, explainInactive } from './explain-access.sql.ts'
import { previewRole } from './preview-role.sql.ts'

const draft = z.strictObject({ administrator: z.boolean().default(false), rights })

export const accessEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'GET',
    path: '/{collection}/{id}/access',
    summary:
      'Why a person (`person`; without it oneself) may read, edit or delete a record, or what is missing. About others, for administrators and whoever may edit the record.',
    handle: explain,
  }),
  endpoint({
    method: 'POST',
    path: '/roles/{id}/preview',
    summary:
      'What changing a role so would mean: how many records its people would gain and lose, and which fields. Changes nothing.',
    input: draft,
    handle: preview,
  }),
]

/** Counting ends after so long: what is left is told as not counted. */
const longestPreview = 4_000

/** @throws Failure 404 for no role, 403 for who may not edit roles, 422 for rights that are none */
function preview({ kernel, caller, params: { id }, body }: ApiRequest): Promise<RolePreview> {
  // Of what has no owner, any other scope reaches nothing.
  if (scopeOf(caller.actor, 'role', 'edit') !== 'all') throw forbidden({ object: 'role', verb: 'edit' })
  if (!isId(id) || !caller.model.catalogue.get('role')?.has(id)) throw notFound()
  const drafted = acceptBody(draft, body)
  if (drafted.administrator && !caller.actor.administrator) throw forbidden({ action: 'administrator' })
  const role = { administrator: drafted.administrator, rights: withEveryVerb(drafted.rights) }
  const end = Date.now() + longestPreview
  return kernel.database.read(caller.actor.workspaceId, (tx) =>
    previewRole(readingFor(kernel, caller, tx), id, role, () => Date.now() > end),
  )
}

/** What rights do not say of a verb is not granted. */
function withEveryVerb({ objects, fields, actions }: z.infer<typeof rights>): Rights {
  const none: Access = { create: 'none', read: 'none', edit: 'none', delete: 'none' }
  const complete = Object.entries(objects).map(([name, given]) => [name, { ...none, ...given }])
  return { objects: Object.fromEntries(complete), actions, ...(fields ? { fields } : {}) }
}

/** @throws Failure 404 for a record out of sight, 422 for nobody, 403 who asks about others and may not edit the record */
function explain(request: ApiRequest): Promise<AccessExplanation> {
  const { kernel, caller, params, query } = request
  const object = objectAt(caller, params.collection)
  const { id } = params
  if (!isId(id) || object.attached || object.template) throw notFound()
  requireVerb(caller.actor, object, 'read')
  const person = query.person ?? caller.actor.userId
  if (!isId(person) || !caller.model.catalogue.get('user')?.has(person))
    throw invalid({ person: { code: 'not_found' } })
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    await requireVisible(reading, object, id)
    if (person !== caller.actor.userId) await requireEditable(reading, object, id)
    const actor = actorOf(caller, person)
    return actor ? explainAccess(reading, actor, object, id) : explainInactive(reading, person)
  })
}

/** Whoever may share a record may know whom it reaches. */
async function requireEditable({ model, actor, tx }: Reading, object: ObjectType, id: string): Promise<void> {
  const found = await tx.rows(sql`
    select 1 from ${readTable(object)} t
    where ${and([sql`t.workspace_id = ${actor.workspaceId}`, sql`t.id = ${id}`, policy(model, actor, object, 'edit', 't')])}`)
  if (found.length === 0) throw forbidden({ object: object.name, verb: 'edit' })
}

/** Oneself as one asks, which may be by a key; others as on their screens; undefined for who is not active. */
function actorOf({ model, actor }: Caller, person: string): Actor | undefined {
  if (person === actor.userId) return actor
  try {
    return model.actor(person, 'screen')
  } catch (error) {
    if (error instanceof Failure && error.status === 401) return undefined
    throw error
  }
}

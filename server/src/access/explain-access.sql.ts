import {
  type AccessExplanation,
  and,
  identifier,
  join,
  type ObjectType,
  sql,
  type Verb,
  type VerbAccess,
} from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { type Grant, grantsOf } from '../kernel/grants.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { catalogueTitle } from '../kernel/record-select.ts'
import { type Basis, basisOf } from './grant-basis.sql.ts'
import { missingConditions } from './verb-access.ts'

const verbs = ['read', 'edit', 'delete'] as const

/** A grant, and whether it holds for the record. */
interface Tried extends Grant {
  readonly holds: boolean
}

/**
 * What a person may do with a record and why, of the same grants that policies are made of, so that it can tell nothing
 * else than they do.
 * @param reading of whoever asks, who may see the record
 */
export async function explainAccess(
  reading: Reading,
  person: Actor,
  object: ObjectType,
  id: string,
): Promise<AccessExplanation> {
  const tried = await tryGrants(reading, person, object, id)
  const basis = { reading, person, object, id }
  const [read, edit, remove] = await Promise.all(verbs.map((verb) => verbAccess(basis, verb, tried.get(verb) ?? [])))
  if (!read || !edit || !remove) throw new Error('a verb was not explained')
  const seen = [...object.fields.values()].filter(({ name }) => mayUseField(reading.actor, object.name, name, 'read'))
  const shut = (how: 'read' | 'edit') =>
    seen.filter(({ name }) => !mayUseField(person, object.name, name, how)).map(({ name }) => name)
  const hidden = shut('read')
  const readOnly = shut('edit').filter((name) => !hidden.includes(name))
  return { ...whoIs(reading, person.userId, person.roleId), read, edit, delete: remove, hidden, readOnly }
}

/** Of somebody who can no longer sign in. */
export function explainInactive(reading: Reading, userId: string): AccessExplanation {
  const nothing: VerbAccess = { may: false, scope: 'none', grants: [], missing: ['inactive'] }
  return {
    ...whoIs(reading, userId, undefined),
    read: nothing,
    edit: nothing,
    delete: nothing,
    hidden: [],
    readOnly: [],
  }
}

function whoIs({ model, actor }: Reading, userId: string, roleId: string | undefined) {
  const user = model.catalogue.get('user')?.get(userId)
  const roleObject = model.objects.get('role')
  const role = roleId === undefined ? undefined : model.catalogue.get('role')?.get(roleId)
  return {
    person: { id: userId, name: String(user?.name ?? '') },
    role: role && roleObject ? { id: role.id, name: catalogueTitle(actor, roleObject, role) } : null,
  }
}

async function tryGrants(
  { model, actor, tx }: Reading,
  person: Actor,
  object: ObjectType,
  id: string,
): Promise<ReadonlyMap<Verb, readonly Tried[]>> {
  const all = verbs.flatMap((verb) =>
    grantsOf({ model, actor: person, object, verb, alias: 't' }).map((grant) => ({ verb, grant })),
  )
  const columns = all.map(({ grant }, index) => sql`(${grant.condition}) is true as ${identifier(`g${index}`)}`)
  const [row] = await tx.rows<Readonly<Record<string, boolean>>>(sql`
    select ${join([sql`true as seen`, ...columns])} from ${readTable(object)} t
    where ${and([sql`t.workspace_id = ${actor.workspaceId}`, sql`t.id = ${id}`])}`)
  const tried = all.map(({ verb, grant }, index) => ({ verb, one: { ...grant, holds: row?.[`g${index}`] === true } }))
  return new Map(verbs.map((verb) => [verb, tried.flatMap(({ verb: of, one }) => (of === verb ? [one] : []))]))
}

async function verbAccess(
  basis: Omit<Basis, 'verb'>,
  verb: (typeof verbs)[number],
  tried: readonly Tried[],
): Promise<VerbAccess> {
  const { person, object } = basis
  const scope = scopeOf(person, object.name, verb)
  const held = tried.filter(({ holds }) => holds)
  const grants = await Promise.all(held.map((grant) => basisOf({ ...basis, verb }, grant)))
  return { may: held.length > 0, scope, grants: grants.flat(), missing: missingConditions(scope, tried) }
}

import {
  and,
  compile,
  type FieldUse,
  mostCounted,
  type ObjectType,
  type PersonPreview,
  type RecordsMoved,
  type Rights,
  type RolePreview,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import { type DraftedRole, draftedActor } from '../kernel/drafted-actor.ts'
import { kindOf } from '../kernel/filter.ts'
import { policy } from '../kernel/policy.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'

/** People counted for, by name: the others are told as a number. */
const mostPeople = 10
const verbs = ['read', 'edit', 'delete'] as const
type Counted = (typeof verbs)[number]

/** Somebody with their role as it is, and as it might be. */
interface Compared {
  readonly now: Actor
  readonly wanted: Actor
}

/**
 * What a role that is changed so would mean for the people who have it: counted with the policies themselves, as long as
 * there is time.
 * @param timeIsUp asked before every count
 */
export async function previewRole(
  reading: Reading,
  roleId: string,
  drafted: DraftedRole,
  timeIsUp: () => boolean,
): Promise<RolePreview> {
  const people = holdersOf(reading, roleId).map((now) => ({ now, wanted: draftedActor(reading.model, now, drafted) }))
  const counter = { reading, timeIsUp, complete: true }
  const previews: PersonPreview[] = []
  for (const one of people.slice(0, mostPeople)) previews.push(await previewFor(counter, one))
  return {
    people: previews,
    others: Math.max(people.length - mostPeople, 0),
    complete: counter.complete,
    fields: fieldsMoved(reading, roleNow(reading, roleId), drafted),
  }
}

/** The active people with a role, by name. */
function holdersOf({ model }: Reading, roleId: string): readonly Actor[] {
  return [...(model.catalogue.get('user')?.values() ?? [])]
    .filter((user) => user.role_id === roleId && user.deleted_at === null && user.active === true)
    .map(({ id }) => model.actor(id, 'screen'))
    .sort((a, b) => a.name.localeCompare(b.name))
}

interface Counter {
  readonly reading: Reading
  timeIsUp(): boolean
  complete: boolean
}

/** Objects whose records people work with: parts and what is attached follow others, settings are told by the role itself. */
function isCounted({ owned, settings, template, activity, fields }: ObjectType): boolean {
  return owned && !settings && !template && activity !== '*' && !fields.has('sharedWith')
}

async function previewFor(counter: Counter, compared: Compared): Promise<PersonPreview> {
  const objects: PersonPreview['objects'][number][] = []
  for (const object of counter.reading.model.objects.values()) {
    if (!isCounted(object)) continue
    const [read, edit, remove] = [
      await moved(counter, compared, object, 'read'),
      await moved(counter, compared, object, 'edit'),
      await moved(counter, compared, object, 'delete'),
    ]
    if (read || edit || remove) objects.push({ object: object.name, read, edit, delete: remove })
  }
  return { person: { id: compared.now.userId, name: compared.now.name }, objects }
}

/** Null where the policy stays the same. */
async function moved(
  counter: Counter,
  { now, wanted }: Compared,
  object: ObjectType,
  verb: Counted,
): Promise<RecordsMoved | null> {
  const { model, tx, actor } = counter.reading
  const [before, after] = [now, wanted].map((one) => policy(model, one, object, verb, 't'))
  if (!before || !after || isSame(before, after)) return null
  if (counter.timeIsUp()) {
    counter.complete = false
    return { gained: null, lost: null }
  }
  const count = (where: Sql) => sql`(select count(*) from (select 1 from ${readTable(object)} t
    where ${and([sql`t.workspace_id = ${actor.workspaceId}`, sql`t.deleted_at is null`, kindOf(object, 't'), where])}
    limit ${raw(String(mostCounted))}) counted)`
  const only = (those: Sql, others: Sql) => and([those, sql`(${others}) is not true`])
  const [row] = await tx.rows<{ gained: number; lost: number }>(
    sql`select ${count(only(after, before))} as gained, ${count(only(before, after))} as lost`,
  )
  const [gained, lost] = [row?.gained ?? 0, row?.lost ?? 0]
  return gained === 0 && lost === 0 ? null : { gained, lost }
}

function isSame(one: Sql, other: Sql): boolean {
  return JSON.stringify(compile(one)) === JSON.stringify(compile(other))
}

/** @throws when the role is not there */
function roleNow({ model }: Reading, roleId: string): DraftedRole {
  const role = model.catalogue.get('role')?.get(roleId)
  if (!role) throw new Error('no such role')
  return { administrator: role.administrator === true, rights: role.rights as Rights }
}

/** Fields that would be used otherwise, of objects that are read before and after. */
function fieldsMoved({ model, actor }: Reading, current: DraftedRole, drafted: DraftedRole): RolePreview['fields'] {
  const [now, wanted] = [draftedActor(model, actor, current), draftedActor(model, actor, drafted)]
  const read = [...model.objects.values()].filter((object) =>
    [now, wanted].every((actor) => scopeOf(actor, object.name, 'read') !== 'none'),
  )
  return read.flatMap((object) =>
    [...object.fields.values()].flatMap(({ name, options, system }) => {
      if (options.hidden || system) return []
      const [before, after] = [useOf(now, object, name), useOf(wanted, object, name)]
      return before === after ? [] : [{ object: object.name, field: name, before, after }]
    }),
  )
}

function useOf(actor: Actor, { name }: ObjectType, field: string): FieldUse {
  if (!mayUseField(actor, name, field, 'read')) return 'hidden'
  return mayUseField(actor, name, field, 'edit') ? 'edit' : 'read'
}

import {
  always,
  and,
  type GrantReason,
  identifier,
  join,
  literal,
  never,
  type ObjectType,
  or,
  raw,
  type Scope,
  type Sql,
  snakeCase,
  sql,
  type Verb,
} from '@tendero/model'
import { type Access, activeShares, isShareable } from './active-shares.ts'
import { type Actor, mayUseField, scopeOf } from './actor.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** One way to a record: why, and to which records, as a condition on the alias. */
export interface Grant {
  readonly reason: GrantReason
  readonly condition: Sql
  /** Of `parent` and `about`, the field that leads to the other record; of `child`, `object.field` of the child. */
  readonly through?: string
}

/**
 * Records are looked for by name, few of them; or many are looked through, as a list and its sums do; or PostgreSQL is asked
 * how many there may be. Of an estimate those are left out that only a share or a child opens: it takes them for half of
 * all records.
 */
export type Sought = 'named' | 'many' | 'estimate'

/** Whose records are asked about, with which verb, and under which alias their table stands in the statement. */
export interface Asked extends Access {
  readonly alias: string
  /** Where the record's id stands, if not in the column `id`: in the search index. */
  readonly id?: Sql
  /** How records are looked for; by name if not given. */
  readonly sought?: Sought
}

/**
 * Every way in which an actor may touch records of an object with a verb: what policies are made of, and what explains
 * them. `implied` are those that follow from another record's being readable, one step and no further.
 */
export function grantsOf(asked: Asked, implied = true): readonly Grant[] {
  const { actor, object, verb } = asked
  if (object.attached) return [{ reason: 'holder', condition: throughHolder(asked) }]
  if (actor.administrator) return [{ reason: 'administrator', condition: always }]
  if (object.template) return [{ reason: 'parent', condition: throughKinds(asked, implied) }]
  if (object.parent) return throughParents(asked, implied)
  const scope = scopeOf(actor, object.name, verb)
  if (scope === 'none') return []
  if (scope === 'all') return [{ reason: 'all', condition: always }]
  if (!object.owned) return []
  if (asked.sought === 'estimate') return [...scoped(asked, scope), ...audience(asked)]
  const own = [...scoped(asked, scope), ...shared(asked)]
  if (verb !== 'read') return own
  return [
    ...own,
    ...audience(asked),
    ...(object.activity ? about(asked) : []),
    ...(implied ? throughChildren(asked) : []),
  ]
}

/** Any of the ways. */
export function anyOf(grants: readonly Grant[]): Sql {
  return or(grants.map(({ condition }) => condition))
}

function idOf({ alias, id }: Pick<Asked, 'alias' | 'id'>): Sql {
  return id ?? sql`${raw(alias)}.id`
}

function scoped({ actor, alias }: Asked, scope: Scope): readonly Grant[] {
  const table = raw(alias)
  const owner: Grant = { reason: 'owner', condition: sql`${table}.owner_id = ${actor.userId}` }
  if (scope !== 'team' && scope !== 'team_and_below') return [owner]
  const teams = teamsWithin(actor, scope)
  return teams.length === 0
    ? [owner]
    : [owner, { reason: scope, condition: sql`${table}.team_id = any(${teams}::uuid[])` }]
}

/** The teams whose records are within a scope. */
export function teamsWithin({ teams, teamsBelow }: Actor, scope: Scope): readonly string[] {
  return scope === 'team_and_below' ? teamsBelow : scope === 'team' ? teams : []
}

/** Whoever may edit by a share may not delete. */
function shared(asked: Asked): readonly Grant[] {
  if (!isShareable(asked.object) || (asked.verb !== 'read' && asked.verb !== 'edit')) return []
  const records = sql`select s.record from app.share s where ${activeShares(asked, 's')}`
  const condition = reachesFew(asked)
    ? sql`${idOf(asked)} = any(array(${records}))`
    : sql`${idOf(asked)} in (${records})`
  return [{ reason: 'share', condition }]
}

/**
 * Is all that the actor reaches little, so that indexes find it: their own records, and what their own open? Then ids are
 * gathered in arrays, once for a statement. Where many records are looked through, PostgreSQL hashes the ids, or looks
 * for each record's; an array would be walked for every record.
 */
function reachesFew({ model, actor, object }: Pick<Asked, 'model' | 'actor' | 'object'>): boolean {
  const few = ({ name, parent, fields }: ObjectType): boolean => {
    if (!parent) return scopeOf(actor, name, 'read') === 'own'
    return parent.every((field) => scopeOf(actor, fields.get(field)?.options.object ?? '', 'read') === 'own')
  }
  return few(object) && openingsOf(model, object).every(({ child }) => few(child))
}

/** A view or a report may be there for everybody, or for the team that it belongs to and whoever stands above it. */
function audience({ actor: { teams, teamsBelow }, object, alias }: Asked): readonly Grant[] {
  if (!object.fields.has('sharedWith')) return []
  const record = raw(alias)
  const all = [...new Set([...teams, ...teamsBelow])]
  const condition = sql`(${record}.shared_with = 'everybody' or (${record}.shared_with = 'team' and ${record}.team_id = any(${all}::uuid[])))`
  return [{ reason: 'audience', condition }]
}

/** A part may be read where its parent may be read, and changed where its parent may be changed. */
function throughParents(asked: Asked, implied: boolean): readonly Grant[] {
  const { actor, object, verb } = asked
  if (scopeOf(actor, object.name, verb) === 'none') return []
  const parentVerb: Verb = verb === 'read' ? 'read' : 'edit'
  return (object.parent ?? []).map((field) => ({
    reason: 'parent',
    through: field,
    condition: reachable(asked, field, parentVerb, implied),
  }))
}

/**
 * An activity may be read by whoever may read a record that it is about by a grant of that record: one deal of an account
 * does not open what others did with the account.
 */
function about(asked: Asked): readonly Grant[] {
  return ['account', 'contact', 'lead', 'opportunity', 'record'].map((field) => ({
    reason: 'about',
    through: field,
    condition: reachable(asked, field, 'read', false),
  }))
}

function reachable({ model, actor, object, alias }: Asked, field: string, verb: Verb, implied: boolean): Sql {
  const target = model.objects.get(object.fields.get(field)?.options.object ?? '')
  if (!target) return never
  const key = referenceColumn(alias, field)
  const inner = `${alias}_${target.name}`
  const may = anyOf(grantsOf({ model, actor, object: target, verb, alias: inner }, implied))
  if (may === never) return never
  if (may === always) return sql`${key} is not null`
  return sql`exists (select 1 from app.${identifier(target.table)} ${raw(inner)} where ${and([
    sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`,
    sql`${raw(inner)}.id = ${key}`,
    may,
  ])})`
}

function referenceColumn(alias: string, field: string): Sql {
  return sql`${raw(alias)}.${identifier(`${snakeCase(field)}_id`)}`
}

/** What records of an object open by referring to it. */
export interface Opening {
  readonly child: ObjectType
  readonly field: string
}

const openings = new WeakMap<WorkspaceModel['objects'], ReadonlyMap<string, readonly Opening[]>>()

/** The objects and fields that open records of an object: who reads an opportunity may read its account. */
export function openingsOf({ objects }: Pick<WorkspaceModel, 'objects'>, object: ObjectType): readonly Opening[] {
  const known = openings.get(objects)
  if (known) return known.get(object.name) ?? []
  const made = new Map<string, Opening[]>()
  for (const child of objects.values())
    for (const { name, options } of child.fields.values())
      if (options.opensTarget && options.object)
        made.set(options.object, [...(made.get(options.object) ?? []), { child, field: name }])
  openings.set(objects, made)
  return made.get(object.name) ?? []
}

/** A record may be read where one that refers to it may be read by a grant of its own: never by another such step. */
function throughChildren(asked: Asked): readonly Grant[] {
  const { model, actor, object, alias } = asked
  return openingsOf(model, object).flatMap(({ child, field }): readonly Grant[] => {
    if (!mayUseField(actor, child.name, field, 'read')) return []
    const inner = `${alias}_${child.name}`
    const ways = grantsOf(
      { model, actor, object: child, verb: 'read', alias: inner, sought: asked.sought ?? 'named' },
      false,
    )
    if (anyOf(ways) === never) return []
    return [{ reason: 'child', through: `${child.name}.${field}`, condition: opened(asked, { child, field }, ways) }]
  })
}

/**
 * Is the record one of those that a child opens? Where all that is reached is little, and where many records are looked
 * through, the ids that the children open are gathered first; each way to a child on its own, so that each has its index:
 * PostgreSQL takes a condition of several ways with others among them for half the table, and reads all of it. Of a
 * record that is named, the children are looked up.
 */
function opened(asked: Asked, { child, field }: Opening, ways: readonly Grant[]): Sql {
  const { actor, alias } = asked
  const inner = `${alias}_${child.name}`
  const id = idOf(asked)
  const key = referenceColumn(inner, field)
  const from = sql`from app.${identifier(child.table)} ${raw(inner)}`
  const among = (reference: Sql, may: Sql) =>
    and([sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`, reference, sql`${raw(inner)}.deleted_at is null`, may])
  const conditions = ways.map(({ condition }) => condition).filter((condition) => condition !== never)
  const gathered = join(
    conditions.map((may) => sql`select ${key} ${from} where ${among(sql`${key} is not null`, may)}`),
    ' union all ',
  )
  if (reachesFew(asked)) return sql`${id} = any(array(${gathered}))`
  if (asked.sought === 'many' && !conditions.includes(always)) return sql`${id} in (${gathered})`
  return sql`exists (select 1 ${from} where ${among(sql`${key} = ${id}`, anyOf(ways))})`
}

/** Records of any object made at run time: each kind as its own rights say. */
function throughKinds(asked: Asked, implied: boolean): Sql {
  const { model, object, alias } = asked
  return or(
    (object.kinds ?? []).flatMap((kind) => {
      const own = model.objects.get(kind)
      if (!own) return []
      const may = anyOf(grantsOf({ ...asked, object: own }, implied))
      return [and([sql`${raw(alias)}.kind = ${literal(kind)}`, may])]
    }),
  )
}

/**
 * What is attached may be read where the record that holds it, and the field in which it stands, may be read, and changed
 * where they may be changed, or by its author alone; as long as that record is there. What hangs on nothing yet is there
 * for whoever brought it.
 */
function throughHolder({ model, actor, object, verb, alias }: Asked): Sql {
  if (scopeOf(actor, object.name, verb) === 'none') return never
  const held = raw(alias)
  const holderVerb = verb === 'read' || object.authored ? 'read' : 'edit'
  const byActor = sql`${held}.created_by_id = ${actor.userId}`
  const inAnyField = object.fields.has('field')
  const holders = [...model.objects.values()].filter(
    (holder) => !holder.attached && !holder.template && holder.activity !== '*',
  )
  const reached = or([
    sql`(${held}.record is null and ${byActor})`,
    ...holders.map((holder) => {
      const inner = `${alias}_${holder.name}`
      const may = anyOf(grantsOf({ model, actor, object: holder, verb: holderVerb, alias: inner }))
      if (may === never) return never
      const reach = sql`exists (select 1 from app.${identifier(holder.table)} ${raw(inner)} where ${and([
        sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`,
        sql`${raw(inner)}.id = ${held}.record`,
        sql`${raw(inner)}.deleted_at is null`,
        may,
      ])})`
      const open = inAnyField ? openFields(actor, holder, holderVerb, alias) : always
      return and([sql`${held}.object = ${literal(holder.name)}`, open, reach])
    }),
  ])
  return object.authored && verb !== 'read' ? and([byActor, reached]) : reached
}

/** Stands it in no field of the holder that is shut to the actor? */
function openFields(actor: Actor, holder: ObjectType, verb: 'read' | 'edit', alias: string): Sql {
  const shut = [...holder.fields.keys()].filter((name) => !mayUseField(actor, holder.name, name, verb))
  return shut.length === 0 ? always : sql`(${raw(alias)}.field = any(${shut}::text[])) is not true`
}

import {
  always,
  and,
  identifier,
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
import { type Actor, mayUseField, scopeOf } from './actor.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/**
 * A policy is a WHERE: which records of an object an actor may touch with a verb, as a condition on the alias. The
 * same condition serves lists, counts, reads, writes, search, reports, exports and timelines.
 */
export function policy(model: WorkspaceModel, actor: Actor, object: ObjectType, verb: Verb, alias: string): Sql {
  if (object.attached) return throughHolder(model, actor, object, verb, alias)
  if (actor.administrator) return always
  if (object.template) return throughKinds(model, actor, object, verb, alias)
  if (object.parent) return throughParents(model, actor, object, verb, alias)
  const own = scoped(actor, object, scopeOf(actor, object.name, verb), alias)
  if (verb !== 'read') return own
  if (object.fields.has('sharedWith')) return or([own, shared(actor, raw(alias))])
  return object.activity ? or([own, ...linkedReadable(model, actor, object, alias)]) : own
}

/** A view or a report may be there for everybody, or for the team that it belongs to and whoever stands above it. */
function shared({ teams, teamsBelow }: Actor, record: Sql): Sql {
  const all = [...new Set([...teams, ...teamsBelow])]
  return sql`(${record}.shared_with = 'everybody' or (${record}.shared_with = 'team' and ${record}.team_id = any(${all}::uuid[])))`
}

function scoped(actor: Actor, object: ObjectType, scope: Scope, alias: string): Sql {
  const table = raw(alias)
  if (scope === 'all') return always
  if (scope === 'none' || !object.owned) return never
  const own = sql`${table}.owner_id = ${actor.userId}`
  const teams = scope === 'team' ? actor.teams : scope === 'team_and_below' ? actor.teamsBelow : []
  return teams.length > 0 ? sql`(${own} or ${table}.team_id = any(${teams}::uuid[]))` : own
}

/** The same scopes on a record that is to be made, by the owner and team that it will have. */
export function mayCreate(actor: Actor, object: ObjectType, values: Readonly<Record<string, unknown>>): boolean {
  const scope = scopeOf(actor, object.name, 'create')
  if (scope === 'all' || scope === 'none' || !object.owned) return scope === 'all'
  const teams = scope === 'team' ? actor.teams : scope === 'team_and_below' ? actor.teamsBelow : []
  return values.owner === actor.userId || (typeof values.team === 'string' && teams.includes(values.team))
}

/** A part may be read where its parent may be read, and changed where its parent may be changed. */
function throughParents(model: WorkspaceModel, actor: Actor, object: ObjectType, verb: Verb, alias: string): Sql {
  if (scopeOf(actor, object.name, verb) === 'none') return never
  const parentVerb: Verb = verb === 'read' ? 'read' : 'edit'
  return or((object.parent ?? []).map((field) => reachable(model, actor, object, field, parentVerb, alias)))
}

/** Records of any object made at run time: each kind as its own rights say. */
function throughKinds(model: WorkspaceModel, actor: Actor, object: ObjectType, verb: Verb, alias: string): Sql {
  return or(
    (object.kinds ?? []).flatMap((kind) => {
      const own = model.objects.get(kind)
      return own ? [and([sql`${raw(alias)}.kind = ${literal(kind)}`, policy(model, actor, own, verb, alias)])] : []
    }),
  )
}

/**
 * What is attached may be read where the record that holds it, and the field in which it stands, may be read, and changed
 * where they may be changed, or by its author alone; as long as that record is there. What hangs on nothing yet is there
 * for whoever brought it.
 */
function throughHolder(model: WorkspaceModel, actor: Actor, object: ObjectType, verb: Verb, alias: string): Sql {
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
      const may = policy(model, actor, holder, holderVerb, inner)
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

/** An activity may be read by whoever may read a record that it is about. */
function linkedReadable(model: WorkspaceModel, actor: Actor, object: ObjectType, alias: string): readonly Sql[] {
  return ['account', 'contact', 'lead', 'opportunity', 'record'].map((field) =>
    reachable(model, actor, object, field, 'read', alias),
  )
}

function reachable(
  model: WorkspaceModel,
  actor: Actor,
  object: ObjectType,
  field: string,
  verb: Verb,
  alias: string,
): Sql {
  const target = model.objects.get(object.fields.get(field)?.options.object ?? '')
  if (!target) return never
  const key = sql`${raw(alias)}.${identifier(`${snakeCase(field)}_id`)}`
  const inner = `${alias}_${target.name}`
  const may = policy(model, actor, target, verb, inner)
  if (may === never) return never
  if (may === always) return sql`${key} is not null`
  return sql`exists (select 1 from app.${identifier(target.table)} ${raw(inner)} where ${and([
    sql`${raw(inner)}.workspace_id = ${actor.workspaceId}`,
    sql`${raw(inner)}.id = ${key}`,
    may,
  ])})`
}

import { activityKinds, and, empty, type ObjectType, or, raw, type Sql, sql, type Verb } from '@tendero/model'
import { type Actor, scopeOf } from './actor.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** Who asks for which records, with which verb. */
export interface Access {
  readonly model: WorkspaceModel
  readonly actor: Actor
  readonly object: ObjectType
  readonly verb: Verb
}

/** Records that have an owner can be shared, but those that have a sharing of their own: views, reports, dashboards. */
export function isShareable({ owned, fields }: ObjectType): boolean {
  return owned && !fields.has('sharedWith')
}

/** The shares of records of an object that count for an actor and a verb just now, as a condition on the alias. */
export function activeShares({ model, actor, object, verb }: Access, alias: string): Sql {
  const share = raw(alias)
  const scope = scopeOf(actor, object.name, verb)
  // A team's share reaches whom a record of that team would, and its members in any case.
  const teams = scope === 'team_and_below' ? actor.teamsBelow : actor.teams
  // Kinds of activity of equal rights are asked for together.
  const names = object.activity ? activityKinds : [object.name]
  return and([
    sql`${share}.workspace_id = ${actor.workspaceId}`,
    or([
      sql`${share}.user_id = ${actor.userId}`,
      ...(teams.length > 0 ? [sql`${share}.team_id = any(${teams}::uuid[])`] : []),
    ]),
    sql`${share}.object = any(${names}::text[])`,
    sql`${share}.deleted_at is null`,
    ...(verb === 'read' ? [] : [sql`${share}.access = 'edit'`]),
    notEnded(model, alias),
  ])
}

/** A share counts up to its end, which is the first instant at which it no longer does. */
export function notEnded({ settings: { clockOffset } }: Pick<WorkspaceModel, 'settings'>, alias: string): Sql {
  const ahead = clockOffset === 0 ? empty : sql` + make_interval(secs => ${clockOffset})`
  return sql`(${raw(alias)}.until is null or ${raw(alias)}.until > now()${ahead})`
}

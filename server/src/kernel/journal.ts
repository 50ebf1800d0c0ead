import { join, type ObjectType, raw, type Sql, sql } from '@tendero/model'
import type { Context } from './context.ts'
import { newId } from './identity.ts'
import type { Change, Values } from './lifecycle.ts'
import { searchEntry, searchRow } from './search-index.ts'

/**
 * Everything that is written with a change, in one statement: the operation, the history, the outbox and the search
 * index (several INSERTs in one WITH, which Citus routes as it does one).
 */
export async function journal(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  const parts: Sql[] = [operationPart(ctx), historyPart(ctx, object, changes), outboxPart(ctx, object, changes)]
  const search = searchParts(ctx, object, changes)
  await ctx.tx.rows(sql`with ${join([...parts, ...search])} select 1`)
}

function operationPart({ actor, operationId, now }: Context): Sql {
  return sql`operation_row as (insert into tendero.operation (workspace_id, id, actor_id, through, at)
    values (${actor.workspaceId}, ${operationId}, ${actor.userId}, ${actor.through}, ${now.toISOString()})
    on conflict (workspace_id, id) do nothing)`
}

function historyPart(ctx: Context, object: ObjectType, changes: readonly Change[]): Sql {
  const at = ctx.now.toISOString()
  const rows = changes.map(
    (
      change,
    ) => sql`(${ctx.actor.workspaceId}, ${at}, ${newId()}, ${object.table}, ${change.id}, ${ctx.operationId}, ${change.verb},
      ${versionAfter(change)}, ${JSON.stringify(patchOf(change))}, ${ctx.actor.userId}, ${ctx.actor.through}, ${change.effectiveAt ?? at})`,
  )
  return sql`history_rows as (insert into tendero.history
    (workspace_id, recorded_at, id, object, record_id, operation_id, verb, version, patch, actor_id, through, effective_at)
    values ${join(rows)})`
}

export function versionAfter(change: Change): number {
  return change.before ? Number(change.before.version) + 1 : 1
}

/** Old and new value of each field that changed. */
function patchOf(change: Change): Record<string, readonly [unknown, unknown]> {
  const patch: Record<string, readonly [unknown, unknown]> = {}
  for (const [name, value] of Object.entries(change.patch))
    if (value !== null && value !== undefined ? true : change.before !== null)
      patch[name] = [change.before?.[name] ?? null, value ?? null]
  return patch
}

function outboxPart(ctx: Context, object: ObjectType, changes: readonly Change[]): Sql {
  const payload = {
    object: object.name,
    ids: changes.map((change) => change.id),
    operationId: ctx.operationId,
    by: ctx.actor.userId,
  }
  return sql`outbox_rows as (insert into tendero.outbox (workspace_id, id, topic, payload, created_at)
    values (${ctx.actor.workspaceId}, ${newId()}, ${`${object.name}.${changes[0]?.verb ?? 'update'}`}, ${JSON.stringify(payload)}, ${ctx.now.toISOString()}))`
}

function searchParts(ctx: Context, object: ObjectType, changes: readonly Change[]): readonly Sql[] {
  const gone = changes.filter((change) => change.verb === 'delete').map((change) => change.id)
  if (!object.searchable) return []
  if (gone.length > 0)
    return [
      sql`search_gone as (delete from tendero.search_document where workspace_id = ${ctx.actor.workspaceId}
        and object = ${object.table} and record_id = any(${gone}::uuid[]))`,
    ]
  const rows = changes
    .filter((change) => concernsSearch(object, change))
    .flatMap((change): readonly Sql[] => {
      const values: Values = { ...change.before, ...change.patch }
      const entry = searchEntry(object, values)
      return entry ? [searchRow(ctx.actor, object, change.id, entry, values)] : []
    })
  if (rows.length === 0) return []
  return [
    sql`search_rows as (insert into tendero.search_document (workspace_id, object, record_id, kind, title, owner_id, team_id, tsv, trgm)
      values ${join(rows)} on conflict (workspace_id, object, record_id) do update set title = excluded.title,
      owner_id = excluded.owner_id, team_id = excluded.team_id, tsv = excluded.tsv, trgm = excluded.trgm)`,
  ]
}

function concernsSearch(object: ObjectType, change: Change): boolean {
  if (change.verb !== 'update') return true
  return Object.keys(change.patch).some(
    (name) =>
      name === 'owner' ||
      name === 'team' ||
      name === object.title ||
      object.fields.get(name)?.options.search !== undefined,
  )
}

/** Events that an action adds to those of its writes. */
export async function writeEvents(ctx: Context, events: readonly { topic: string; payload: Values }[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map(
    ({ topic, payload }) =>
      sql`(${ctx.actor.workspaceId}, ${newId()}, ${topic}, ${JSON.stringify(payload)}, ${ctx.now.toISOString()})`,
  )
  await ctx.tx.rows(
    sql`insert into tendero.outbox (workspace_id, id, topic, payload, created_at) values ${join(rows)}${raw('')}`,
  )
}

import { isId, type ObjectType, quoteIdentifier, registry } from '@tendero/model'
import { mentionTopic } from '../collaboration/index.ts'
import type { Database } from '../kernel/database.ts'
import type { Event } from '../kernel/events.ts'

/** That records were shared. */
export const sharedTopic = 'share.create'

/** A topic such as `opportunity.update`, where somebody might be told of it. */
export interface NotifiableTopic {
  readonly object: string
  readonly verb: 'create' | 'update'
}

/** Undefined for what nobody is told: deletions, and events that are no record's. */
export function notifiableTopic({ topic, payload }: Event): NotifiableTopic | undefined {
  const [object = '', verb, ...rest] = topic.split('.')
  if ((verb !== 'create' && verb !== 'update') || rest.length > 0 || !Array.isArray(payload.ids)) return undefined
  return registry.get(object)?.settings ? undefined : { object, verb }
}

/** Objects made at run time share the table of their template. */
function tableOf(object: string): Pick<ObjectType, 'table' | 'owned'> | undefined {
  return registry.get(object) ?? registry.get('custom_record')
}

/**
 * The events that somebody besides their author may have to be told of: comments; new shares; records that another owns or follows; and
 * texts that mention people. Asked of all workspaces at once, as the owner of the tables.
 */
export async function concernedEvents(
  database: Pick<Database, 'direct'>,
  events: readonly Event[],
): Promise<ReadonlySet<string>> {
  const concerned = new Set<string>()
  const byTable = new Map<string, Event[]>()
  for (const event of events) {
    const topic = notifiableTopic(event)
    const table = topic && tableOf(topic.object)
    if (topic?.object === 'comment' || event.topic === sharedTopic || event.topic === mentionTopic)
      concerned.add(event.id)
    else if (table?.owned) byTable.set(table.table, [...(byTable.get(table.table) ?? []), event])
  }
  for (const [table, among] of byTable)
    for (const id of await othersConcerned(database, table, among)) concerned.add(id)
  return concerned
}

/** Events about a record that is owned, or followed, by somebody else than whoever did it. */
async function othersConcerned(
  { direct }: Pick<Database, 'direct'>,
  table: string,
  events: readonly Event[],
): Promise<readonly string[]> {
  const { rows } = await direct.query<{ id: string }>(
    `select e.id from json_to_recordset($1::json) e(id uuid, workspace_id uuid, by uuid, ids uuid[])
     where e.by is not null and (exists (select 1 from tendero.${quoteIdentifier(table)} t
         where t.workspace_id = e.workspace_id and t.id = any(e.ids) and t.owner_id <> e.by)
       or exists (select 1 from tendero.follower f
         where f.workspace_id = e.workspace_id and f.record_id = any(e.ids) and f.following and f.user_id <> e.by))`,
    [JSON.stringify(events.map(asked))],
  )
  return rows.map(({ id }) => id)
}

function asked({ id, workspaceId, payload }: Event) {
  const ids = Array.isArray(payload.ids) ? payload.ids.filter(isId) : []
  return { id, workspace_id: workspaceId, by: isId(payload.by) ? payload.by : null, ids }
}

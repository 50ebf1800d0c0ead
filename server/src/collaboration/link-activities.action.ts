import { or, type Sql, sql } from '@tendero/model'
import type { Change, Mirror } from '../kernel/lifecycle.ts'

const placing = ['account', 'contact', 'lead', 'opportunity', 'record', 'dueAt', 'doneAt']

/**
 * On whose timelines an activity stands, and when: those of its account, contact, lead, opportunity and record, and that of
 * the opportunity's account; at the time it was done, else is due, else was written. Made anew from the rows whenever one
 * of these changes. Deleted activities keep their links, for when they come back.
 */
export const activityLinks: Mirror = {
  tables: ['activity', 'opportunity'],
  statements({ actor: { workspaceId } }, changes) {
    const made = idsOf(changes, (change) => change.object.table === 'activity' && change.verb === 'create')
    const moved = idsOf(changes, (change) => change.object.table === 'activity' && writes(change, placing))
    const deals = idsOf(changes, (change) => change.object.table === 'opportunity' && writes(change, ['account']))
    const concerned = (activities: readonly string[]): Sql =>
      or([
        ...(activities.length > 0 ? [sql`a.id = any(${activities}::uuid[])`] : []),
        ...(deals.length > 0 ? [sql`a.opportunity_id = any(${deals}::uuid[])`] : []),
      ])
    const everyone = [...new Set([...made, ...moved])]
    if (everyone.length + deals.length === 0) return []
    const linked = sql`insert into tendero.activity_link (workspace_id, activity_id, object, record_id, at)
      select ${workspaceId}::uuid, d.activity_id, d.object, d.record_id, d.at
      from (${links(workspaceId, concerned(everyone))}) d
      on conflict (workspace_id, activity_id, object, record_id) do update set at = excluded.at`
    if (moved.length + deals.length === 0) return [linked]
    const unlinked = sql`delete from tendero.activity_link l using app.activity a
      where l.workspace_id = ${workspaceId} and a.workspace_id = ${workspaceId} and a.id = l.activity_id
        and ${concerned(moved)} and not exists (select 1 from (${links(workspaceId, concerned(moved))}) d
          where d.activity_id = l.activity_id and d.object = l.object and d.record_id = l.record_id)`
    return [unlinked, linked]
  },
}

function writes(change: Change, fields: readonly string[]): boolean {
  return change.verb === 'update' && fields.some((field) => field in change.patch)
}

function idsOf(changes: readonly Change[], wanted: (change: Change) => boolean): readonly string[] {
  return [...new Set(changes.filter(wanted).map((change) => change.id))]
}

/** The links that activities `a` ought to have. */
function links(workspaceId: string, concerned: Sql): Sql {
  return sql`select a.id as activity_id, r.object, r.record_id, max(coalesce(a.done_at, a.due_at, a.created_at)) as at
    from app.activity a
    left join app.opportunity o on o.workspace_id = ${workspaceId} and o.id = a.opportunity_id
    left join app.custom_record c on c.workspace_id = ${workspaceId} and c.id = a.record_id
    cross join lateral (values ('account', a.account_id), ('account', o.account_id), ('contact', a.contact_id),
      ('lead', a.lead_id), ('opportunity', a.opportunity_id), (c.kind, c.id)) r (object, record_id)
    where a.workspace_id = ${workspaceId} and r.record_id is not null and ${concerned}
    group by a.id, r.object, r.record_id`
}

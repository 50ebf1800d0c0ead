import { addDays, dayIn, type HealthObject, join, literal, sql } from '@tendero/model'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { objectOf, usableRules } from './usable-rules.ts'

/** Stands for no owner and no team: a key has no empty parts. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** Keeps how the records are this week, by owner and team; the last night of a week stands for it. */
export async function keepWeek(reading: Reading, object: HealthObject): Promise<void> {
  const { tx, actor, model, now } = reading
  const { workspaceId } = actor
  const week = mondayOf(dayIn(model.settings.timeZone, now))
  const counts = usableRules(reading, object, { all: true }).map(
    ({ name }) => sql`${literal(name)}::text, count(*) filter (where ${literal(name)} = any(h.findings))`,
  )
  tx.send(
    sql`delete from tendero.data_health_week w where w.workspace_id = ${workspaceId} and w.object = ${object} and w.week = ${week}`,
  )
  await tx.rows(sql`
    insert into tendero.data_health_week (workspace_id, object, week, owner_id, team_id, records, counts)
    select ${workspaceId}::uuid, ${object}::text, ${week}::date, coalesce(t.owner_id, ${nobody}::uuid), coalesce(t.team_id, ${nobody}::uuid),
      count(*), jsonb_build_object(${join(counts)})
    from app.data_health h join ${readTable(objectOf(model, object))} t on t.workspace_id = ${workspaceId} and t.id = h.record_id
    where h.workspace_id = ${workspaceId} and h.object = ${object} group by 4, 5`)
}

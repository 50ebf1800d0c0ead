import { and, join, type NotificationItem, type ObjectType, type Sql, sql } from '@tendero/model'
import { readsComments } from '../collaboration/index.ts'
import { type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { seesTitles, titleOf } from '../kernel/record-select.ts'
import type { NotificationRow } from './notifications.sql.ts'

/** Notifications of records and comments that are there and that the reader may see, as they may see them now. */
export async function shownNotifications(
  reading: Reading,
  rows: readonly NotificationRow[],
): Promise<readonly NotificationItem[]> {
  const [titles, excerpts] = await Promise.all([titlesOf(reading, rows), excerptsOf(reading, rows)])
  const people = reading.model.catalogue.get('user')
  return rows.flatMap((row) => {
    const title = titles.get(`${row.object} ${row.record_id}`)
    const excerpt = excerpts.get(row.comment_id ?? '')
    if (title === undefined || (row.comment_id !== null && excerpt === undefined)) return []
    const by = people?.get(row.actor_id ?? '')
    return {
      id: row.id,
      kind: row.kind,
      at: row.at,
      read: row.read,
      by: by ? { id: by.id, name: String(by.name) } : null,
      record: { object: row.object, id: row.record_id, title },
      others: row.others,
      comment: row.comment_id !== null && excerpt !== undefined ? { id: row.comment_id, excerpt } : null,
    }
  })
}

/** Titles by object and id of the records that the reader may see; null where they may not know the title. */
async function titlesOf(
  reading: Reading,
  rows: readonly NotificationRow[],
): Promise<ReadonlyMap<string, string | null>> {
  const parts = [...new Set(rows.map((row) => row.object))].flatMap((name) => {
    const object = reading.model.objects.get(name)
    const ids = rows.filter((row) => row.object === name).map((row) => row.record_id)
    return object ? [titlesAmong(reading, object, ids)] : []
  })
  if (parts.length === 0) return new Map()
  const found = await reading.tx.rows<{ object: string; id: string; title: string | null }>(join(parts, ' union all '))
  return new Map(found.map(({ object, id, title }) => [`${object} ${id}`, title]))
}

function titlesAmong(reading: Reading, object: ObjectType, ids: readonly string[]): Sql {
  const title = seesTitles(reading.actor, object) ? titleOf(reading.actor, object, 't') : sql`null`
  return sql`select ${object.name}::text as object, t.id, (${title})::text as title from ${readTable(object)} t
    where ${and([visible(reading, object, 't'), sql`t.id = any(${ids}::uuid[])`])}`
}

async function excerptsOf(
  { tx, actor }: Reading,
  rows: readonly NotificationRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = rows.flatMap((row) => row.comment_id ?? [])
  if (ids.length === 0 || !readsComments(actor)) return new Map()
  const found = await tx.rows<{ id: string; excerpt: string }>(sql`
    select c.id, c.excerpt from app.comment c
    where c.workspace_id = ${actor.workspaceId} and c.id = any(${ids}::uuid[]) and c.deleted_at is null`)
  return new Map(found.map(({ id, excerpt }) => [id, excerpt]))
}

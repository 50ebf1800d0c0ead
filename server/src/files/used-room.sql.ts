import { and, identifier, type ObjectType, or, type Sql, sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/** Bytes that the files of a workspace take. What was deleted can be had back, so it counts. */
export async function usedRoom(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ bytes: string }>(sql`
    select coalesce(sum(f.size), 0)::text as bytes from app.file f where f.workspace_id = ${tx.workspaceId}`)
  return Number(row?.bytes ?? 0)
}

/** Bytes among them that `deleteRemoved` would free. */
export async function removedRoom(tx: Transaction, objects: Iterable<ObjectType>): Promise<number> {
  const [row] = await tx.rows<{ bytes: string }>(sql`
    select coalesce(sum(f.size), 0)::text as bytes from app.file f where ${removedAlone(tx, objects)}`)
  return Number(row?.bytes ?? 0)
}

/**
 * Deletes the rows of files that were removed from records which are still there; those of deleted records come back with them.
 * @returns their ids
 */
export async function deleteRemoved(tx: Transaction, objects: Iterable<ObjectType>): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    delete from tendero.file f where ${removedAlone(tx, objects)} returning f.id`)
  return rows.map((row) => row.id)
}

function removedAlone({ workspaceId }: Transaction, objects: Iterable<ObjectType>): Sql {
  const held = [...namesByTable(objects)].map(
    ([table, names]) => sql`(f.object = any(${names}::text[]) and exists (select 1 from app.${identifier(table)} h
      where h.workspace_id = ${workspaceId} and h.id = f.record and h.deleted_at is null))`,
  )
  return and([
    sql`f.workspace_id = ${workspaceId}`,
    sql`f.deleted_at is not null`,
    or([sql`f.record is null`, ...held]),
  ])
}

function namesByTable(objects: Iterable<ObjectType>): ReadonlyMap<string, readonly string[]> {
  const tables = new Map<string, string[]>()
  for (const { table, name, attached } of objects)
    if (!attached) tables.set(table, [...(tables.get(table) ?? []), name])
  return tables
}

import { identifier, type ObjectType, sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/**
 * Deletes the rows of files that nothing has taken since a time. What was attached once is in the history of a record,
 * and may be wanted back by an undo. A record that takes one at this moment holds its row: it is looked at again when that
 * is done.
 * @param before ISO 8601
 * @returns their ids
 */
export async function deleteNeverTaken(tx: Transaction, before: string): Promise<readonly string[]> {
  const rows = await tx.rows<{ id: string }>(sql`
    delete from tendero.file f where f.workspace_id = ${tx.workspaceId} and f.record is null and f.updated_at < ${before}
    and not exists (select 1 from app.history h where h.workspace_id = ${tx.workspaceId} and h.object = 'file'
      and h.record_id = f.id and h.patch -> 'record' is not null)
    returning f.id`)
  return rows.map((row) => row.id)
}

/**
 * Deletes the rows of files that hang on records of a table which are gone for good; deleted ones can be restored and
 * keep theirs.
 * @param holders all objects of the table
 * @returns their ids
 */
export async function deleteHolderless(tx: Transaction, holders: readonly ObjectType[]): Promise<readonly string[]> {
  const [first] = holders
  if (!first) return []
  const rows = await tx.rows<{ id: string }>(sql`
    delete from tendero.file f where f.workspace_id = ${tx.workspaceId}
    and f.object = any(${holders.map((one) => one.name)}::text[])
    and not exists (select 1 from app.${identifier(first.table)} h where h.workspace_id = ${tx.workspaceId} and h.id = f.record)
    returning f.id`)
  return rows.map((row) => row.id)
}

/** Which of the ids are files: deleted ones too, since they can be restored. */
export async function knownFiles(tx: Transaction, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(sql`
    select f.id from app.file f where f.workspace_id = ${tx.workspaceId} and f.id = any(${ids}::uuid[])`)
  return new Set(rows.map((row) => row.id))
}

import { sql } from '@tendero/model'
import type { Transaction } from '../kernel/transaction.ts'

/** Bytes that the files of a workspace take; what was deleted can be had back and does not count. */
export async function usedRoom(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ bytes: string }>(sql`
    select coalesce(sum(f.size), 0)::text as bytes from app.file f
    where f.workspace_id = ${tx.workspaceId} and f.deleted_at is null`)
  return Number(row?.bytes ?? 0)
}

/** Lets the uploads of a workspace look for room one after the other, until the end of the unit of work. */
export async function holdRoom(tx: Transaction): Promise<void> {
  await tx.rows(sql`
    select 1 from tendero.workspace w where w.workspace_id = ${tx.workspaceId} and w.id = ${tx.workspaceId}
    for no key update`)
}

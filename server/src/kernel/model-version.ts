import { sql } from '@tendero/model'
import type { Transaction } from './transaction.ts'

/** Says that the model has changed. @returns its new version */
export async function raisedVersion(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ metadata_version: number }>(sql`
    update tendero.workspace w set metadata_version = w.metadata_version + 1
    where w.workspace_id = ${tx.workspaceId} and w.id = ${tx.workspaceId} returning metadata_version`)
  return row?.metadata_version ?? 0
}

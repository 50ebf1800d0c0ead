import { sql } from '@tendero/model'
import type { Transaction } from './transaction.ts'

/** The version of a workspace's model, which nobody else raises until the end of the unit of work; undefined while it is founded. */
export async function lockedVersion(tx: Transaction): Promise<number | undefined> {
  const [row] = await tx.rows<{ metadata_version: number }>(sql`
    select w.metadata_version from tendero.workspace w
    where w.workspace_id = ${tx.workspaceId} and w.id = ${tx.workspaceId} for no key update`)
  return row?.metadata_version
}

/** Says that the model has changed. @returns its new version */
export async function raisedVersion(tx: Transaction): Promise<number> {
  const [row] = await tx.rows<{ metadata_version: number }>(sql`
    update tendero.workspace w set metadata_version = w.metadata_version + 1
    where w.workspace_id = ${tx.workspaceId} and w.id = ${tx.workspaceId} returning metadata_version`)
  return row?.metadata_version ?? 0
}

import { sql } from '@tendero/model'
import type { Transaction } from './transaction.ts'

/**
 * Lets units of work that hold the workspace go one after the other, each until its end: what they look at is as it was
 * when they write. Everybody else goes on.
 * @returns the version of its model, which nobody else raises meanwhile; undefined while it is founded
 */
export async function holdWorkspace(tx: Transaction): Promise<number | undefined> {
  const [row] = await tx.rows<{ metadata_version: number }>(sql`
    select w.metadata_version from tendero.workspace w
    where w.workspace_id = ${tx.workspaceId} and w.id = ${tx.workspaceId} for no key update`)
  return row?.metadata_version
}

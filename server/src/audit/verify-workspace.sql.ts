import { sql } from '@tendero/model'
import type { Database } from '../kernel/database.ts'
import type { SealMark } from './seals.sql.ts'
import { type AuditVerified, verifyAudit } from './verify-audit.sql.ts'

/**
 * Verifies the log of a workspace as of one moment.
 * @param noted a seal that somebody wrote down elsewhere, besides the newest that the schema `control` knows of
 */
export async function verifyWorkspace(
  { direct, control }: Pick<Database, 'direct' | 'control'>,
  workspaceId: string,
  noted: readonly SealMark[] = [],
): Promise<AuditVerified> {
  const anchors = await control<SealMark>(
    sql`select number, digest from control.audit_anchor where workspace_id = ${workspaceId}`,
  )
  const client = await direct.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    return await verifyAudit(client, workspaceId, [...anchors, ...noted])
  } finally {
    await client.query('rollback')
    client.release()
  }
}

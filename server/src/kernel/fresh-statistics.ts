import { sql } from '@tendero/model'
import type { Kernel } from './kernel.ts'

/** From so many records on an operation is large. */
const many = 50

/**
 * Has the planner look at the tables that were written much since it last did, before a large operation is asked about: what
 * has just come by the ten thousand it would take for nothing, and read the whole for each of its rows. PostgreSQL does
 * the same by itself, a minute later.
 */
export async function knowLargeOperation(
  { database }: Pick<Kernel, 'database'>,
  workspaceId: string,
  operationId: string,
): Promise<void> {
  const written = await database.read(workspaceId, (tx) =>
    tx.rows(sql`
      select 1 from app.history h where h.workspace_id = ${workspaceId} and h.operation_id = ${operationId}
      offset ${many} limit 1`),
  )
  if (written.length === 0) return
  const { rows } = await database.direct.query<{ table: string }>(`
    select quote_ident(relname) as table from pg_stat_user_tables
    where schemaname = 'tendero' and n_mod_since_analyze > 1000 + n_live_tup / 10`)
  for (const { table } of rows) await database.direct.query(`analyze tendero.${table}`)
}

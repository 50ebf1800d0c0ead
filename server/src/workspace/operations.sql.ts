import { type Operation, type OperationPart, type Operations, raw, sql } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { operationParts } from './operation-parts.sql.ts'

export interface OperationsQuery {
  /** One's own, or for administrators everybody's. */
  readonly of: 'me' | 'all'
  /** The operation after which to go on. */
  readonly after: string | undefined
  readonly limit: number
}

interface Row {
  readonly id: string
  readonly at: Date
  readonly actor_id: string | null
  readonly through: string
  readonly reverted_at: Date | null
  readonly reverts_id: string | null
}

/** Operations, the newest first: their ids grow with time. */
export function operations(kernel: Kernel, caller: Caller, query: OperationsQuery): Promise<Operations> {
  return kernel.database.read(caller.actor.workspaceId, async (tx) => {
    const reading = readingFor(kernel, caller, tx)
    const { workspaceId, userId } = caller.actor
    const rows = await tx.rows<Row>(sql`
      select o.id, o.at, o.actor_id, o.through, o.reverted_at, o.reverts_id from app.operation o
      where o.workspace_id = ${workspaceId} ${query.of === 'me' ? sql`and o.actor_id = ${userId}` : raw('')}
      ${query.after ? sql`and o.id < ${query.after}::uuid` : raw('')} order by o.id desc limit ${raw(String(query.limit + 1))}`)
    const page = rows.slice(0, query.limit)
    const parts = await operationParts(
      reading,
      page.map(({ id }) => id),
    )
    return {
      items: page.map((row) => described(reading, row, parts.get(row.id) ?? [])),
      next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

function described({ model }: Reading, row: Row, parts: readonly OperationPart[]): Operation {
  const actor = row.actor_id ? model.catalogue.get('user')?.get(row.actor_id) : undefined
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: actor ? { id: actor.id, name: String(actor.name) } : null,
    through: row.through,
    revertedAt: row.reverted_at?.toISOString() ?? null,
    reverts: row.reverts_id,
    parts,
  }
}

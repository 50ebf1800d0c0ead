import {
  type Operation,
  type OperationDeed,
  type OperationKind,
  type OperationPart,
  type Operations,
  raw,
  type Sql,
  sql,
} from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor } from '../kernel/read-records.ts'
import { isConversion, isStageMove, operationDeeds } from './operation-deeds.sql.ts'
import { operationParts } from './operation-parts.sql.ts'

export interface OperationsQuery {
  /** One's own, or for administrators everybody's. */
  readonly of: 'me' | 'all'
  /** Whose, among those. */
  readonly by?: string | undefined
  readonly kind?: OperationKind | undefined
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
    const rows = await tx.rows<Row>(sql`
      select o.id, o.at, o.actor_id, o.through, o.reverted_at, o.reverts_id from (${lookedThrough(caller, query)}) o
      where ${query.kind ? isKind(caller.actor.workspaceId, query.kind) : raw('true')}
      order by o.id desc limit ${raw(String(query.limit + 1))}`)
    const page = rows.slice(0, query.limit)
    const ids = page.map(({ id }) => id)
    const [parts, deeds, reached] = await Promise.all([
      operationParts(reading, ids),
      operationDeeds(reading, ids),
      rows.length <= query.limit && query.kind ? whereLooked(tx, caller, query) : undefined,
    ])
    return {
      items: page.map((row) => described(reading, row, parts.get(row.id) ?? [], deeds.get(row.id) ?? null)),
      next: (rows.length > query.limit ? page.at(-1)?.id : reached) ?? null,
    }
  })
}

/** So many are asked of what kind they were; a page goes on behind them. */
const mostLookedThrough = 2_000

/** Of all operations by their ids, or of those that a kind is looked for among. */
function lookedThrough({ actor }: Caller, { of, by, kind, after }: OperationsQuery): Sql {
  return sql`select o.id, o.at, o.actor_id, o.through, o.reverted_at, o.reverts_id from app.operation o
    where o.workspace_id = ${actor.workspaceId} ${of === 'me' ? sql`and o.actor_id = ${actor.userId}` : raw('')}
    ${by ? sql`and o.actor_id = ${by}::uuid` : raw('')} ${after ? sql`and o.id < ${after}::uuid` : raw('')}
    order by o.id desc ${kind ? sql`limit ${raw(String(mostLookedThrough))}` : raw('')}`
}

/** How far back a page of a kind looked that is not full; undefined when it saw the end. */
async function whereLooked(tx: Reading['tx'], caller: Caller, query: OperationsQuery): Promise<string | undefined> {
  const [last] = await tx.rows<{ id: string }>(sql`
    select o.id from (${lookedThrough(caller, query)}) o order by o.id desc offset ${raw(String(mostLookedThrough - 1))} limit 1`)
  return last?.id
}

/** Was an operation `o` of this kind? An import or a mass edit that moved deals is what it was to its person. */
function isKind(workspaceId: string, kind: OperationKind): Sql {
  const run = (table: 'import' | 'mass_edit' | 'merged_record') =>
    sql`exists (select 1 from ${raw(`app.${table}`)} r where r.workspace_id = ${workspaceId} and r.operation_id = o.id)`
  const wrote = (what: Sql) => sql`exists (select 1 from app.history h where h.workspace_id = ${workspaceId}
    and h.operation_id = o.id and ${what}) and o.reverts_id is null and o.through <> 'import' and not ${run('mass_edit')}`
  switch (kind) {
    case 'undo':
      return sql`o.reverts_id is not null`
    case 'import':
    case 'mass_edit':
      return run(kind)
    case 'merge':
      return run('merged_record')
    case 'conversion':
      return wrote(isConversion('h'))
    case 'stage_move':
      return wrote(isStageMove('h'))
    case 'deletion':
      return sql`${wrote(sql`h.verb = 'delete'`)} and not ${run('merged_record')}`
  }
}

function described(
  { model }: Reading,
  row: Row,
  parts: readonly OperationPart[],
  deed: OperationDeed | null,
): Operation {
  const actor = row.actor_id ? model.catalogue.get('user')?.get(row.actor_id) : undefined
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: actor ? { id: actor.id, name: String(actor.name) } : null,
    through: row.through,
    revertedAt: row.reverted_at?.toISOString() ?? null,
    reverts: row.reverts_id,
    parts,
    deed,
  }
}

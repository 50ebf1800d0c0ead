import { type Operation, type OperationPart, type Operations, raw, type Sql, sql } from '@tendero/model'
import { scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor, referenceTitles } from '../kernel/read-records.ts'

export interface OperationsQuery {
  /** One's own, or for administrators everybody's. */
  readonly of: 'me' | 'all'
  /** The operation after which to go on. */
  readonly after: string | undefined
  readonly limit: number
}

/** Records of an operation that are counted; an import may have written a million. */
const mostCounted = 1_000
const mostNamed = 3

interface Row {
  readonly id: string
  readonly at: Date
  readonly actor_id: string | null
  readonly through: string
  readonly reverted_at: Date | null
  readonly reverts_id: string | null
}

interface PartRow {
  readonly operation_id: string
  readonly object: string
  readonly verb: OperationPart['verb']
  readonly count: number
  readonly ids: readonly string[]
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
    const parts = page.length > 0 ? await tx.rows<PartRow>(partsOf(workspaceId, page)) : []
    const titles = await titlesOf(reading, parts)
    return {
      items: page.map((row) => described(reading, row, parts, titles)),
      next: rows.length > query.limit ? (page.at(-1)?.id ?? null) : null,
    }
  })
}

/** What each of them wrote, by object and verb. */
function partsOf(workspaceId: string, rows: readonly Row[]): Sql {
  return sql`select o.id as operation_id, p.object, p.verb, p.count, p.ids
    from unnest(${rows.map((row) => row.id)}::uuid[]) o(id)
    cross join lateral (select h.object, h.verb, count(*)::int as count, (array_agg(h.record_id))[1:${raw(String(mostNamed))}] as ids
      from (select object, verb, record_id from app.history where workspace_id = ${workspaceId} and operation_id = o.id
        order by id limit ${raw(String(mostCounted + 1))}) h group by h.object, h.verb) p`
}

type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>

async function titlesOf(reading: Reading, parts: readonly PartRow[]): Promise<Titles> {
  const wanted = new Map<string, string[]>()
  for (const { object, ids } of parts) wanted.set(object, [...(wanted.get(object) ?? []), ...ids])
  const found = await Promise.all(
    [...wanted].map(async ([name, ids]) => {
      const object = reading.model.objects.get(name)
      const readable = object && scopeOf(reading.actor, name, 'read') !== 'none'
      return [name, readable ? await referenceTitles(reading, object, ids) : new Map<string, string>()] as const
    }),
  )
  return new Map(found)
}

function described({ model }: Reading, row: Row, parts: readonly PartRow[], titles: Titles): Operation {
  const actor = row.actor_id ? model.catalogue.get('user')?.get(row.actor_id) : undefined
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: actor ? { id: actor.id, name: String(actor.name) } : null,
    through: row.through,
    revertedAt: row.reverted_at?.toISOString() ?? null,
    reverts: row.reverts_id,
    parts: parts
      .filter((part) => part.operation_id === row.id)
      .sort((a, b) => b.count - a.count)
      .map(({ object, verb, count, ids }) => ({
        object,
        verb,
        count: Math.min(count, mostCounted),
        more: count > mostCounted,
        records: ids.flatMap((id) => {
          const title = titles.get(object)?.get(id)
          return title ? [{ id, title }] : []
        }),
      })),
  }
}

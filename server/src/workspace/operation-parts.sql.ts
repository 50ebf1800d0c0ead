import { type OperationPart, raw, type Sql, sql } from '@tendero/model'
import { scopeOf } from '../kernel/actor.ts'
import { type Reading, referenceTitles } from '../kernel/read-records.ts'

/** Records of an operation that are counted; an import may have written a million. */
const mostCounted = 1_000
const mostNamed = 3

interface PartRow {
  readonly operation_id: string
  readonly object: string
  readonly verb: OperationPart['verb']
  readonly count: number
  readonly ids: readonly string[]
}

/** What operations wrote, by object and verb, the most first; with the titles of records that the reader may see. */
export async function operationParts(
  reading: Reading,
  operations: readonly string[],
): Promise<ReadonlyMap<string, readonly OperationPart[]>> {
  if (operations.length === 0) return new Map()
  const rows = await reading.tx.rows<PartRow>(partsOf(reading.actor.workspaceId, operations))
  const titles = await titlesOf(reading, rows)
  const parts = new Map<string, OperationPart[]>()
  for (const row of rows.sort((a, b) => b.count - a.count))
    parts.set(row.operation_id, [...(parts.get(row.operation_id) ?? []), described(row, titles)])
  return parts
}

function partsOf(workspaceId: string, operations: readonly string[]): Sql {
  return sql`select o.id as operation_id, p.object, p.verb, p.count, p.ids
    from unnest(${operations}::uuid[]) o(id)
    cross join lateral (select h.object, h.verb, count(*)::int as count, (array_agg(h.record_id))[1:${raw(String(mostNamed))}] as ids
      from (select object, verb, record_id from app.history where workspace_id = ${workspaceId} and operation_id = o.id
        order by id limit ${raw(String(mostCounted + 1))}) h group by h.object, h.verb) p`
}

type Titles = ReadonlyMap<string, ReadonlyMap<string, string>>

async function titlesOf(reading: Reading, parts: readonly PartRow[]): Promise<Titles> {
  const wanted = new Map<string, string[]>()
  for (const { object, ids } of parts) wanted.set(object, [...(wanted.get(object) ?? []), ...ids])
  const found = await Promise.all(
    [...wanted].map(async ([name, ids]) => [name, await readableTitles(reading, name, ids)] as const),
  )
  return new Map(found)
}

/** Titles of records of an object, as far as the reader may see them; none of an object that they do not read. */
export async function readableTitles(
  reading: Reading,
  name: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const object = reading.model.objects.get(name)
  const readable = object && ids.length > 0 && scopeOf(reading.actor, name, 'read') !== 'none'
  return readable ? referenceTitles(reading, object, ids) : new Map()
}

function described({ object, verb, count, ids }: PartRow, titles: Titles): OperationPart {
  return {
    object,
    verb,
    count: Math.min(count, mostCounted),
    more: count > mostCounted,
    records: ids.flatMap((id) => {
      const title = titles.get(object)?.get(id)
      return title ? [{ id, title }] : []
    }),
  }
}

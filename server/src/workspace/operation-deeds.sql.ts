import { type OperationDeed, raw, type Sql, sql } from '@tendero/model'
import { mayUseField } from '../kernel/actor.ts'
import type { Reading } from '../kernel/read-records.ts'
import { catalogueTitle } from '../kernel/record-select.ts'
import { readableTitles } from './operation-parts.sql.ts'

/** Records of an operation that are looked at; an import may have written a million. */
const mostCounted = 1_000

interface DeedRow {
  readonly operation_id: string
  readonly kind: OperationDeed['kind']
  readonly object: string
  readonly count: number
  /** The record that it is about, where it is about one. */
  readonly record: string | null
  readonly detail: string | null
  readonly changes: readonly { readonly field: string }[] | null
}

/** What operations were, where they were more than saving and deleting; of what the reader may not see, only that it was. */
export async function operationDeeds(
  reading: Reading,
  operations: readonly string[],
): Promise<ReadonlyMap<string, OperationDeed>> {
  if (operations.length === 0) return new Map()
  const workspaceId = reading.actor.workspaceId
  const found = await Promise.all(
    [runsOf, mergesOf, movesOf].map((of) => reading.tx.rows<DeedRow>(of(workspaceId, operations))),
  )
  // A mass edit that moved deals, or an import that did, is told as what it was to its person.
  const rows = new Map<string, DeedRow>()
  for (const row of found.flat()) if (!rows.has(row.operation_id)) rows.set(row.operation_id, row)
  const titles = await titlesOf(reading, [...rows.values()])
  return new Map([...rows].map(([id, row]) => [id, described(reading, row, titles)]))
}

/** Imports and mass edits, by the tables that keep them. */
function runsOf(workspaceId: string, operations: readonly string[]): Sql {
  return sql`select i.operation_id, 'import' as kind, i.object, (i.created_rows + i.updated_rows)::int as count,
      null::uuid as record, i.name as detail, null::jsonb as changes
    from app.import i where i.workspace_id = ${workspaceId} and i.operation_id = any(${operations}::uuid[])
    union all
    select e.operation_id, 'mass_edit', e.object, (select count(*)::int from app.mass_edit_record r
        where r.workspace_id = ${workspaceId} and r.mass_edit_id = e.id and r.outcome = 'changed'), null::uuid, null, e.changes
    from app.mass_edit e where e.workspace_id = ${workspaceId} and e.operation_id = any(${operations}::uuid[])`
}

/** What operations wrote, as far as it is looked at. */
function writtenBy(workspaceId: string, operations: readonly string[]): Sql {
  return sql`unnest(${operations}::uuid[]) o(id)
    cross join lateral (select l.object, l.record_id, l.verb, l.patch from app.history l
      where l.workspace_id = ${workspaceId} and l.operation_id = o.id order by l.id limit ${raw(String(mostCounted))}) h`
}

/** Merges, by the record that stayed: counted with those that became part of it. */
function mergesOf(workspaceId: string, operations: readonly string[]): Sql {
  return sql`select o.id as operation_id, 'merge' as kind, m.object, (count(distinct m.loser_id) + 1)::int as count,
      m.into_id as record, null as detail, null::jsonb as changes
    from ${writtenBy(workspaceId, operations)}
    join app.merged_record m on m.workspace_id = ${workspaceId} and m.object = h.object and m.loser_id = h.record_id
      and m.operation_id = o.id
    group by o.id, m.object, m.into_id`
}

/** Conversions of leads and moves of deals, by what they wrote; what took one back is none. */
function movesOf(workspaceId: string, operations: readonly string[]): Sql {
  return sql`select o.id as operation_id, case h.object when 'lead' then 'conversion' else 'stage_move' end as kind, h.object,
      count(distinct h.record_id)::int as count, (array_agg(h.record_id))[1] as record,
      (array_agg(h.patch -> 'stage' ->> 1))[1] as detail, null::jsonb as changes
    from ${writtenBy(workspaceId, operations)}
    join app.operation p on p.workspace_id = ${workspaceId} and p.id = o.id and p.reverts_id is null
    where ${isMove('h')} group by o.id, h.object`
}

/** Is a row of the history that of a lead's conversion or of a deal's move? */
export function isMove(alias: string): Sql {
  return sql`(${isConversion(alias)} or ${isStageMove(alias)})`
}

export function isConversion(alias: string): Sql {
  const h = raw(alias)
  return sql`(${h}.object = 'lead' and ${h}.verb = 'update' and ${h}.patch -> 'status' ->> 1 = 'converted')`
}

export function isStageMove(alias: string): Sql {
  const h = raw(alias)
  return sql`(${h}.object = 'opportunity' and ${h}.verb = 'update' and ${h}.patch -> 'stage' ->> 1 is not null)`
}

type Titles = ReadonlyMap<string, string>

async function titlesOf(reading: Reading, rows: readonly DeedRow[]): Promise<Titles> {
  const objects = [...new Set(rows.map(({ object }) => object))]
  const found = await Promise.all(
    objects.map((object) =>
      readableTitles(
        reading,
        object,
        rows.flatMap((row) => (row.object === object && row.record ? [row.record] : [])),
      ),
    ),
  )
  return new Map(found.flatMap((titles) => [...titles]))
}

function described({ actor, model }: Reading, row: DeedRow, titles: Titles): OperationDeed {
  const { kind, object, count, record, detail, changes } = row
  const title = record ? titles.get(record) : undefined
  const about = { object, count, record: record && title ? { id: record, title } : null }
  const mayKnow = (field: string) => mayUseField(actor, object, field, 'read')
  switch (kind) {
    case 'import':
      return { kind, ...about, file: detail ?? '' }
    case 'mass_edit':
      return { kind, ...about, fields: (changes ?? []).map(({ field }) => field).filter(mayKnow) }
    case 'stage_move': {
      const stage = detail && mayKnow('stage') ? model.catalogue.get('stage')?.get(detail) : undefined
      const stages = model.objects.get('stage')
      return {
        kind,
        ...about,
        stage: stage && stages ? { id: stage.id, name: catalogueTitle(actor, stages, stage) } : null,
      }
    }
    case 'merge':
    case 'conversion':
      return { kind, ...about }
  }
}

import { and, type HealthObject, join, literal, raw, type Sql, sql } from '@tendero/model'
import { kindOf } from '../kernel/filter.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { lookedAtSql, objectOf, usableRules } from './usable-rules.ts'

/** Which records are to be looked at: some of them, or so many after one. */
export type Part = { readonly ids: readonly string[] } | { readonly after: string; readonly most: number }

export interface Looked {
  readonly records: number
  /** The last one, in the order of ids. */
  readonly last: string | null
}

/**
 * Looks at records and keeps what is found, in one statement; also of rules that are not in use, so that switching one on
 * shows at once what it finds. What is over or gone is forgotten.
 */
export async function keepFindings(reading: Reading, object: HealthObject, part: Part): Promise<Looked> {
  const { tx, actor, now } = reading
  const rules = usableRules(reading, object, { all: true })
  const findings = join(rules.map(({ name, found }) => sql`case when ${found} then ${literal(name)}::text end`))
  const { workspaceId } = actor
  // For each record its own index is looked into: the cost is that of the part, however many records there are and
  // however unevenly what they refer to is spread.
  tx.send(sql`set local enable_seqscan = off`)
  const [row] = await tx.rows<{ records: number; last: string | null }>(sql`
    with looked as materialized (
      select t.id, array_remove(array[${findings}]::text[], null) as findings
      from (select * from ${readTable(objectOf(reading.model, object))} t where ${lookable(reading, object)}
        and ${within(part, 't.id')} order by t.id ${limitOf(part)}) t),
    kept as (
      insert into tendero.data_health as h (workspace_id, object, record_id, findings, checked_at)
      select ${workspaceId}::uuid, ${object}::text, l.id, l.findings, ${now.toISOString()}::timestamptz from looked l
      on conflict (workspace_id, object, record_id) do update set findings = excluded.findings, checked_at = excluded.checked_at
      where h.findings is distinct from excluded.findings)
    select count(*)::int as records, (select l.id from looked l order by l.id desc limit 1) as last from looked`)
  const looked = { records: row?.records ?? 0, last: row?.last ?? null }
  forget(reading, object, part, looked)
  return looked
}

function lookable(reading: Reading, object: HealthObject): Sql {
  return and([
    sql`t.workspace_id = ${reading.actor.workspaceId}`,
    sql`t.deleted_at is null`,
    kindOf(objectOf(reading.model, object), 't'),
    lookedAtSql(reading, object),
  ])
}

function within(part: Part, id: string): Sql {
  return 'ids' in part ? sql`${raw(id)} = any(${part.ids}::uuid[])` : sql`${raw(id)} > ${part.after}::uuid`
}

function limitOf(part: Part): Sql {
  return 'ids' in part ? sql`` : sql`limit ${raw(String(part.most))}`
}

/** What stands there of records that are not looked at any more, as far as this part goes. */
function forget(reading: Reading, object: HealthObject, part: Part, { records, last }: Looked): void {
  const { tx, actor } = reading
  const isLast = 'ids' in part || records < part.most
  const until = isLast || last === null ? sql`` : sql`and h.record_id <= ${last}::uuid`
  tx.send(sql`
    delete from tendero.data_health h where h.workspace_id = ${actor.workspaceId} and h.object = ${object}
    and ${within(part, 'h.record_id')} ${until} and not exists (
      select 1 from ${readTable(objectOf(reading.model, object))} t where t.id = h.record_id and ${lookable(reading, object)})`)
}

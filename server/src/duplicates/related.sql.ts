import { type ObjectType, or, referredIds, type Sql, sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { orderColumn } from '../kernel/expression.ts'
import { kindOf } from '../kernel/filter.ts'
import type { Values } from '../kernel/lifecycle.ts'
import type { Pointing } from '../kernel/pointing.ts'
import type { Reading } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { pointsTo } from '../kernel/record-links.ts'

/** Without the general face of records that are counted by their kinds. */
export function countedOnce(pointing: readonly Pointing[]): readonly Pointing[] {
  const withKinds = new Set(pointing.flatMap(({ object }) => (object.kinds ? [object.table] : [])))
  return pointing.filter(({ object }) => object.kinds !== undefined || !withKinds.has(object.table))
}

function pointing(
  workspaceId: string,
  { object, fields, attached }: Pointing,
  target: ObjectType,
  ids: readonly string[],
) {
  const each = fields.map(
    (field): Sql =>
      field.type.refers === 'several'
        ? pointsTo(workspaceId, object, field, 't', sql`= any(${ids}::uuid[])`)
        : sql`${orderColumn(field, 't')} = any(${ids}::uuid[])`,
  )
  const hanging = sql`(t.object = any(${[target.name, target.recordedAs]}::text[]) and t.record = any(${ids}::uuid[]))`
  return or([...each, ...(attached ? [hanging] : [])])
}

export async function countPointing(
  { tx, actor }: Pick<Reading, 'tx' | 'actor'>,
  from: Pointing,
  target: ObjectType,
  ids: readonly string[],
): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*) as n from ${readTable(from.object)} t where t.workspace_id = ${actor.workspaceId}
    and t.deleted_at is null and ${kindOf(from.object, 't')} and ${pointing(actor.workspaceId, from, target, ids)}`)
  return row?.n ?? 0
}

/** Points what pointed to some records to another. @returns the records that were changed */
export async function repoint(
  ctx: Context,
  from: Pointing,
  target: ObjectType,
  losers: readonly string[],
  master: string,
): Promise<readonly string[]> {
  const rows = await ctx.tx.rows<{ id: string }>(sql`
    select t.id from ${readTable(from.object)} t where t.workspace_id = ${ctx.actor.workspaceId}
    and t.deleted_at is null and ${kindOf(from.object, 't')} and ${pointing(ctx.actor.workspaceId, from, target, losers)}
    order by t.id`)
  const themselves = from.object.table === target.table ? [master, ...losers] : []
  const ids = rows.map(({ id }) => id).filter((id) => !themselves.includes(id))
  if (ids.length === 0) return []
  const records = await ctx.lock(from.object.name, ids)
  const patches = [...records].map(([id, record]) => ({ id, ...repointed(from, record, losers, master) }))
  await ctx.updateMany(from.object.name, patches, { computed: true })
  return ids
}

function repointed({ fields, attached }: Pointing, record: Values, losers: readonly string[], master: string): Values {
  const patch: Record<string, unknown> = {}
  for (const { name, type } of fields) {
    const ids = referredIds(record[name])
    if (!ids.some((id) => losers.includes(id))) continue
    const next = [...new Set(ids.map((id) => (losers.includes(id) ? master : id)))]
    patch[name] = type.refers === 'several' ? next : master
  }
  if (attached && losers.includes(String(record.record))) patch.record = master
  return patch
}

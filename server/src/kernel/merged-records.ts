import { type ObjectType, sql } from '@tendero/model'
import type { Transaction } from './transaction.ts'

const mergeable: ReadonlySet<string> = new Set(['account', 'contact', 'lead', 'custom_record'])

/** May several records of an object become one? Those of customers, and of objects of a workspace's own. */
export function isMergeable({ name, table }: Pick<ObjectType, 'name' | 'table'>): boolean {
  return mergeable.has(table) && name !== 'custom_record'
}

/**
 * Records that were merged into another keep leading there, for ever: `into_id` is what each was merged into, `master_id`
 * what that is today, when it was merged further.
 */
export async function mergedInto(
  tx: Transaction,
  object: Pick<ObjectType, 'recordedAs'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows<{ loser: string; master: string }>(sql`
    select m.loser_id as loser, m.master_id as master from app.merged_record m
    where m.workspace_id = ${tx.workspaceId} and m.object = ${object.recordedAs} and m.loser_id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ loser, master }) => [loser, master]))
}

export interface Merging {
  readonly master: string
  readonly losers: readonly string[]
  readonly operationId: string
  readonly at: Date
  /** Who follows the master only since, because they followed one of the others. */
  readonly addedFollowers: readonly string[]
}

/** Notes a merge; what had been merged into the losers leads on to the master. */
export async function noteMerged(
  tx: Transaction,
  { recordedAs }: Pick<ObjectType, 'recordedAs'>,
  { master, losers, operationId, at, addedFollowers }: Merging,
): Promise<void> {
  await tx.rows(sql`
    update tendero.merged_record m set master_id = ${master} where m.workspace_id = ${tx.workspaceId}
    and m.object = ${recordedAs} and m.master_id = any(${losers}::uuid[])`)
  await tx.rows(sql`
    insert into tendero.merged_record (workspace_id, object, loser_id, into_id, master_id, operation_id, merged_at, added_followers)
    select ${tx.workspaceId}::uuid, ${recordedAs}::text, l.id, ${master}::uuid, ${master}::uuid, ${operationId}::uuid, ${at.toISOString()}::timestamptz,
      ${addedFollowers}::uuid[] from unnest(${losers}::uuid[]) as l(id)`)
}

/** Records that are there again lead nowhere else, and what had been merged into them leads to them. */
export async function forgetMerged(
  tx: Transaction,
  { recordedAs }: Pick<ObjectType, 'recordedAs'>,
  restored: readonly string[],
): Promise<void> {
  const gone = await tx.rows<{ id: string; into: string; followers: readonly string[] }>(sql`
    delete from tendero.merged_record m where m.workspace_id = ${tx.workspaceId} and m.object = ${recordedAs}
    and m.loser_id = any(${restored}::uuid[]) returning m.loser_id as id, m.into_id as into, m.added_followers as followers`)
  for (const { into, followers } of gone)
    if (followers.length > 0)
      await tx.rows(sql`
        delete from tendero.follower f where f.workspace_id = ${tx.workspaceId} and f.record_id = ${into}
        and f.user_id = any(${followers}::uuid[])`)
  const back = gone.map(({ id }) => id)
  for (let roots = back.map((id) => ({ id, master: id })), depth = 0; roots.length > 0 && depth < mostDeep; depth++) {
    const next = await tx.rows<{ id: string; master: string }>(sql`
      update tendero.merged_record m set master_id = r.master
      from unnest(${roots.map(({ id }) => id)}::uuid[], ${roots.map(({ master }) => master)}::uuid[]) as r(id, master)
      where m.workspace_id = ${tx.workspaceId} and m.object = ${recordedAs} and m.into_id = r.id
      returning m.loser_id as id, r.master`)
    roots = next
  }
}

/** Merges of merges are followed so far. */
const mostDeep = 100

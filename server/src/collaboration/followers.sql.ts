import { join, type ObjectType, type Sql, sql } from '@tendero/model'
import { readTable } from '../kernel/read-table.ts'
import type { Transaction } from '../kernel/transaction.ts'
import { type Following, followersOf } from './followers.ts'

/** Who follows each of the records of an object, whatever they may read. */
export async function followersById(
  tx: Transaction,
  object: ObjectType,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const [owners, said] = await Promise.all([
    object.owned
      ? tx.rows<{ id: string; owner: string | null }>(sql`
          select t.id, t.owner_id as owner from ${readTable(object)} t
          where t.workspace_id = ${tx.workspaceId} and t.id = any(${ids}::uuid[])`)
      : [],
    tx.rows<Following & { readonly id: string }>(sql`
      select f.record_id as id, f.user_id as "userId", f.following from app.follower f
      where f.workspace_id = ${tx.workspaceId} and f.record_id = any(${ids}::uuid[]) order by f.user_id`),
  ])
  const ownerOf = new Map(owners.map(({ id, owner }) => [id, owner]))
  return new Map(
    ids.map((id) => [
      id,
      followersOf(
        ownerOf.get(id) ?? null,
        said.filter((one) => one.id === id),
      ),
    ]),
  )
}

/** Somebody and a record that they are to follow. */
export interface Follower {
  readonly recordId: string
  readonly userId: string
}

/** Has people follow records, each pair once, but whoever stopped before. */
export function followingBegun(workspaceId: string, followers: readonly Follower[]): Sql {
  const rows = followers.map(({ recordId, userId }) => sql`(${workspaceId}, ${recordId}, ${userId}, true)`)
  return sql`insert into tendero.follower (workspace_id, record_id, user_id, following) values ${join(rows)}
    on conflict (workspace_id, record_id, user_id) do nothing`
}

/** Notes that somebody follows a record from now on, or no longer. */
export async function setFollowing(
  tx: Transaction,
  recordId: string,
  userId: string,
  following: boolean,
): Promise<void> {
  await tx.rows(sql`
    insert into tendero.follower (workspace_id, record_id, user_id, following)
    values (${tx.workspaceId}, ${recordId}, ${userId}, ${following})
    on conflict (workspace_id, record_id, user_id) do update set following = excluded.following`)
}

import { type ObjectType, sql } from '@tendero/model'
import { readTable } from '../kernel/record-select.ts'
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

import { sql } from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { invalid } from '../kernel/failure.ts'
import { holdWorkspace } from '../kernel/hold-workspace.ts'
import { type Change, isChanging, type Lifecycle } from '../kernel/lifecycle.ts'

/** No account stands above itself, through however many others. */
export const parentLifecycle: Lifecycle = { object: 'account', after: checkParents, afterUndo: true }

/** One after the other: two that move accounts under each other at once would both find nothing wrong. */
async function checkParents(ctx: Context, changes: readonly Change[]): Promise<void> {
  const moved = changes.filter((change) => change.patch.parent && isChanging(change, 'parent')).map(({ id }) => id)
  if (moved.length === 0) return
  await holdWorkspace(ctx.tx)
  const { workspaceId } = ctx.actor
  const circular = await ctx.tx.rows(sql`
    with recursive up (id, above) as (
      select t.id, t.parent_id from app.account t where t.workspace_id = ${workspaceId} and t.id = any(${moved}::uuid[])
      union select up.id, t.parent_id from up join app.account t on t.workspace_id = ${workspaceId} and t.id = up.above)
    select 1 from up where up.above = up.id limit 1`)
  if (circular.length > 0) throw invalid({ parent: { code: 'circular' } })
}

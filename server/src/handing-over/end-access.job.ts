import { isId, sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { callerOfProgram } from '../kernel/caller.ts'
import type { Subscriber } from '../kernel/events.ts'
import type { Kernel } from '../kernel/kernel.ts'

/**
 * Whoever was deactivated, by whatever way, is shut out with the next request already; this takes their sessions and keys
 * away for good, so that none of them comes to life again with the person.
 */
export const endAccess: Subscriber = {
  name: 'handing-over.end-access',
  topics: ['user.update', 'user.delete'],
  async run(kernel, { workspaceId, payload }) {
    const { model } = await callerOfProgram(kernel, workspaceId)
    const users = model.catalogue.get('user')
    const gone = (Array.isArray(payload.ids) ? payload.ids : [])
      .filter(isId)
      .filter((id) => users?.get(id)?.active !== true || users.get(id)?.deleted_at !== null)
    if (gone.length > 0) await endAccessOf(kernel, workspaceId, gone)
  },
}

/** A session of somebody who works for other companies too stays: it opens those, and no longer this one. */
async function endAccessOf(kernel: Kernel, workspaceId: string, users: readonly string[]): Promise<void> {
  const theirs = sql`identity_id in (
      select m.identity_id from control.membership m where m.workspace_id = ${workspaceId} and m.user_id = any(${users}::uuid[])
      and not exists (select 1 from control.membership o where o.identity_id = m.identity_id and o.workspace_id <> ${workspaceId}))`
  await kernel.database.control(sql`delete from control.session where ${theirs}`)
  await kernel.database.control(sql`delete from control.half_session where ${theirs}`)
  await kernel.database.control(sql`delete from control.password_reset where ${theirs}`)
  await kernel.database.control(sql`
    update control.api_key set revoked_at = now()
    where workspace_id = ${workspaceId} and user_id = any(${users}::uuid[]) and revoked_at is null`)
  await tellAdmissions(kernel)
}

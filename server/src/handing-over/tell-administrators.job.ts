import { isId, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import { type Caller, callerOfProgram } from '../kernel/caller.ts'
import type { Event, Subscriber } from '../kernel/events.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { readingFor } from '../kernel/read-records.ts'
import { insertNotifications, mutedKinds, toldTo } from '../notifications/index.ts'
import { holdingsOf } from './held-records.sql.ts'

/**
 * A directory or the command line deactivates people without asking what becomes of their records: administrators are
 * told that they have no active owner. Whoever deactivates on the screen was asked.
 */
export const tellAdministrators: Subscriber = {
  name: 'handing-over.tell',
  topics: ['user.update'],
  async run(kernel, event) {
    const program = await callerOfProgram(kernel, event.workspaceId)
    for (const user of await leftUnasked(kernel, program, event)) {
      const count = await heldCount(kernel, program, user)
      if (count > 0) await tell(kernel, program, { cause: event.id, user, count })
    }
  },
}

/** Who was deactivated by this event, is so still, and by whom nobody was asked. */
async function leftUnasked(
  kernel: Kernel,
  { model }: Caller,
  { workspaceId, payload }: Event,
): Promise<readonly string[]> {
  const ids = (Array.isArray(payload.ids) ? payload.ids : []).filter(isId)
  if (ids.length === 0 || !isId(payload.operationId)) return []
  const rows = await kernel.database.read(workspaceId, (tx) =>
    tx.rows<{ id: string }>(sql`
      select h.record_id as id from app.history h
      where h.workspace_id = ${workspaceId} and h.operation_id = ${payload.operationId} and h.object = 'user'
        and h.record_id = any(${ids}::uuid[]) and h.patch->'active'->>1 = 'false' and h.through <> 'screen'`),
  )
  return rows.map(({ id }) => id).filter((id) => model.catalogue.get('user')?.get(id)?.active !== true)
}

async function heldCount(kernel: Kernel, program: Caller, user: string): Promise<number> {
  const held = await kernel.database.read(program.actor.workspaceId, (tx) =>
    holdingsOf(readingFor(kernel, program, tx), user),
  )
  return held.reduce((sum, { count }) => sum + count, 0)
}

async function tell(
  kernel: Kernel,
  program: Caller,
  { cause, user, count }: { readonly cause: string; readonly user: string; readonly count: number },
): Promise<void> {
  const administrators = administratorsOf(program)
  await write(kernel, program, async (ctx) => {
    const muted = await mutedKinds(ctx.tx, administrators)
    const at = ctx.now.toISOString()
    const about = {
      kind: 'left_behind',
      cause,
      object: 'user',
      recordId: user,
      others: count,
      commentId: null,
    } as const
    const due = administrators.filter((one) => !muted.get(one)?.includes('left_behind'))
    if (due.length === 0) return
    const people = await insertNotifications(
      ctx.tx,
      due.map((userId) => ({ ...about, id: newId(), userId, actorId: null, at })),
    )
    if (people.length > 0) ctx.emit('notification.new', toldTo(people))
  })
}

function administratorsOf({ model: { catalogue } }: Caller): readonly string[] {
  const administrates = (role: unknown) => catalogue.get('role')?.get(String(role))?.administrator === true
  return [...(catalogue.get('user')?.values() ?? [])]
    .filter((row) => row.deleted_at === null && row.active === true && administrates(row.role_id))
    .map(({ id }) => id)
}

import { sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'

export interface Access {
  readonly workspaceId: string
  readonly userId: string
  readonly email: string
  readonly passwordHash: string
}

/** Lets a user of a workspace sign in with a password; an address that signs in elsewhere gets the new one there too. */
export async function giveAccess(kernel: Kernel, { workspaceId, userId, email, passwordHash }: Access): Promise<void> {
  await kernel.database.controlTransaction(async (run) => {
    const [identity] = await run<{ id: string }>(sql`
      insert into control.identity (id, email, password_hash, created_at) values (${newId()}, ${email.toLowerCase()}, ${passwordHash}, now())
      on conflict (email) do update set password_hash = excluded.password_hash returning id`)
    await run(sql`insert into control.membership (identity_id, workspace_id, user_id, created_at)
      values (${identity?.id ?? null}, ${workspaceId}, ${userId}, now())
      on conflict (identity_id, workspace_id) do update set user_id = excluded.user_id`)
  })
}

/**
 * Takes away password, sessions and links of an address, so that it comes in again by a new invitation. Passkeys and codes
 * stay: they are what keeps a stranger out who gets hold of the invitation.
 */
export async function withdrawPassword(kernel: Kernel, email: string): Promise<void> {
  await kernel.database.controlTransaction(async (run) => {
    const [identity] = await run<{ id: string }>(
      sql`update control.identity set password_hash = null where email = ${email.toLowerCase()} returning id`,
    )
    if (!identity) return
    await run(sql`delete from control.password_reset where identity_id = ${identity.id}`)
    await run(sql`delete from control.address_change where identity_id = ${identity.id}`)
    await run(sql`delete from control.half_session where identity_id = ${identity.id}`)
    await run(sql`delete from control.device where identity_id = ${identity.id}`)
    await run(sql`delete from control.session where identity_id = ${identity.id}`)
  })
  await tellAdmissions(kernel)
}

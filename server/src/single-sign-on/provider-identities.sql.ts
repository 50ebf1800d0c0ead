import { sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { StoredProvider } from './stored-provider.ts'

/** Who a provider's subject is in the provider's workspace. */
export interface LinkedIdentity {
  readonly identityId: string
  readonly userId: string
}

export async function linkedIdentity(
  kernel: Kernel,
  { workspaceId, issuer }: StoredProvider,
  subject: string,
): Promise<LinkedIdentity | undefined> {
  const [row] = await kernel.database.control<LinkedIdentity>(sql`
    select i.identity_id as "identityId", m.user_id as "userId" from control.provider_identity i
    join control.membership m on m.identity_id = i.identity_id and m.workspace_id = i.workspace_id
    where i.workspace_id = ${workspaceId} and i.issuer = ${issuer} and i.subject = ${subject}`)
  return row
}

/**
 * Ties a subject to a user, by an identity of its own: it has no address and no password, is a member of this workspace
 * alone, and can therefore open no other, whatever its administrators make their provider say.
 */
export async function linkIdentity(
  kernel: Kernel,
  { id, workspaceId, issuer }: StoredProvider,
  { subject, userId }: { readonly subject: string; readonly userId: string },
): Promise<string> {
  const identityId = await kernel.database.controlTransaction(async (run) => {
    const made = newId()
    await run(sql`insert into control.identity (id, created_at) values (${made}, now())`)
    const [kept] = await run<{ identity: string }>(sql`
      insert into control.provider_identity (workspace_id, issuer, subject, identity_id, created_at, signed_in_at)
      values (${workspaceId}, ${issuer}, ${subject}, ${made}, now(), now())
      on conflict (workspace_id, issuer, subject) do update set signed_in_at = excluded.signed_in_at
      returning identity_id as identity`)
    const identity = kept?.identity ?? made
    if (identity !== made) await run(sql`delete from control.identity where id = ${made}`)
    await run(sql`
      insert into control.membership (identity_id, workspace_id, user_id, provider_id, created_at)
      values (${identity}, ${workspaceId}, ${userId}, ${id}, now())
      on conflict (identity_id, workspace_id) do update set user_id = excluded.user_id, provider_id = excluded.provider_id`)
    return identity
  })
  await tellAdmissions(kernel)
  return identityId
}

/** Notes that somebody came in, and by which provider of that issuer. */
export async function noteSignIn(kernel: Kernel, provider: StoredProvider, identityId: string): Promise<void> {
  await kernel.database.control(
    sql`update control.provider_identity set signed_in_at = now() where identity_id = ${identityId}`,
  )
  await kernel.database.control(sql`
    update control.membership set provider_id = ${provider.id} where identity_id = ${identityId} and workspace_id = ${provider.workspaceId}`)
}

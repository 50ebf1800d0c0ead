import { sql } from '@tendero/model'
import { z } from 'zod'
import { acceptBody, emailAddress, recordId } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { mayAct } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashPassword } from '../platform/password.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { acceptPassword, signIn } from './session-endpoints.ts'
import { checkCredentials } from './sessions.ts'

const days = 14

const invitation = z.strictObject({
  name: z.string().trim().min(1).max(200),
  email: emailAddress,
  role: recordId,
  team: recordId.nullish(),
})

const acceptance = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  password: z.string().max(1_000),
})

interface Invitation {
  readonly workspace_id: string
  readonly user_id: string
  readonly email: string
  readonly slug: string
  readonly workspace_name: string
}

async function findInvitation(kernel: Kernel, token: string): Promise<Invitation> {
  const [row] = await kernel.database.control<Invitation>(sql`
    select i.workspace_id, i.user_id, i.email, w.slug, w.name as workspace_name from control.invitation i
    join control.workspace w on w.id = i.workspace_id
    where i.token_hash = ${tokenHash(token)} and i.accepted_at is null and i.expires_at > now()`)
  if (!row) throw new Failure(404, 'invitation_invalid')
  return row
}

export interface Invited {
  readonly user: string
  readonly token: string
  /** Where the invitation is accepted, under the address of the web. */
  readonly path: string
  readonly expiresAt: string
}

/** Makes a user, unless one of that address is there, and an invitation for them. */
export async function inviteUser(
  kernel: Kernel,
  caller: Caller,
  { name, email, role, team }: z.infer<typeof invitation>,
): Promise<Invited> {
  const known = [...(caller.model.catalogue.get('user')?.values() ?? [])].find(
    (row) => String(row.email).toLowerCase() === email.toLowerCase() && row.deleted_at === null,
  )
  const isAdministrators = caller.model.catalogue.get('role')?.get(String(known?.role_id))?.administrator === true
  if (isAdministrators && !caller.actor.administrator) throw forbidden({ action: 'administrator' })
  const user =
    known?.id ??
    (await write(kernel, caller, (ctx) => ctx.insert('user', { name, email, role, team }, { checked: true })))
  const token = newToken()
  const expires = new Date(Date.now() + days * 86_400_000)
  await kernel.database.control(sql`
    insert into control.invitation (token_hash, workspace_id, user_id, email, created_at, expires_at)
    values (${tokenHash(token)}, ${caller.actor.workspaceId}, ${user}, ${email.toLowerCase()}, now(), ${expires.toISOString()})`)
  return { user, token, path: `/invitation/${token}`, expiresAt: expires.toISOString() }
}

/**
 * May whoever accepts choose the password? Not for an address that signs in with one, nor for one whose password was
 * withdrawn while it is known to other companies: a link of this company must not open theirs.
 */
async function choosesPassword(kernel: Kernel, { email, workspace_id, user_id }: Invitation): Promise<boolean> {
  const [identity] = await kernel.database.control<{ password_hash: string | null; here: boolean; elsewhere: boolean }>(
    sql`select i.password_hash,
      exists (select 1 from control.membership m where m.identity_id = i.id and m.workspace_id = ${workspace_id} and m.user_id = ${user_id}) as here,
      exists (select 1 from control.membership m where m.identity_id = i.id and m.workspace_id <> ${workspace_id}) as elsewhere
      from control.identity i where i.email = ${email}`,
  )
  return !identity || (identity.password_hash === null && (identity.here || !identity.elsewhere))
}

export const invitationEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/invitations',
    summary:
      'Makes a user and an invitation for them; the answer holds its token, once. With the id of a user, a new link.',
    input: invitation,
    status: 201,
    async handle({ kernel, caller, body }) {
      if (!mayAct(caller.actor, 'settings')) throw forbidden({ action: 'settings' })
      return inviteUser(kernel, caller, acceptBody(invitation, body))
    },
  }),
  endpoint({
    method: 'GET',
    path: '/invitations/{token}',
    summary: 'To which workspace an invitation leads, and for whom.',
    open: true,
    async handle({ kernel, params }) {
      const found = await findInvitation(kernel, params.token ?? '')
      const [user] = await kernel.database.read(found.workspace_id, (tx) =>
        tx.rows<{ name: string }>(
          sql`select t.name from app."user" t where t.workspace_id = ${found.workspace_id} and t.id = ${found.user_id}`,
        ),
      )
      return { workspaceName: found.workspace_name, email: found.email, name: user?.name ?? '' }
    },
  }),
  endpoint({
    method: 'POST',
    path: '/invitations/{token}/acceptance',
    summary: 'Accepts an invitation with a password: a new one, or that of the address if it has signed in before.',
    input: acceptance,
    open: true,
    async handle(request) {
      const { kernel } = request
      const found = await findInvitation(kernel, request.params.token ?? '')
      const { password } = acceptBody(acceptance, request.body)
      const hash = (await choosesPassword(kernel, found)) ? await hashPassword(acceptPassword(password)) : null
      if (!hash) await checkCredentials(kernel, found.email, password)
      const identity = await kernel.database.controlTransaction(async (run) => {
        const [accepted] = await run(
          sql`update control.invitation set accepted_at = now() where token_hash = ${tokenHash(request.params.token ?? '')} and accepted_at is null returning user_id`,
        )
        if (!accepted) throw new Failure(404, 'invitation_invalid')
        const [row] = await run<{ id: string }>(sql`
          insert into control.identity (id, email, password_hash, created_at) values (${newId()}, ${found.email}, ${hash}, now())
          on conflict (email) do update set password_hash = coalesce(control.identity.password_hash, excluded.password_hash) returning id`)
        await run(sql`insert into control.membership (identity_id, workspace_id, user_id, created_at) values (${row?.id ?? null}, ${found.workspace_id}, ${found.user_id}, now())
          on conflict (identity_id, workspace_id) do update set user_id = excluded.user_id`)
        return row?.id ?? ''
      })
      return signIn(request, identity, found.slug)
    },
  }),
]

import { type Language, languages, type OpenInvitation, sql } from '@tendero/model'
import { z } from 'zod'
import { emailAddress, recordId } from '../kernel/accept-body.ts'
import { write } from '../kernel/action.ts'
import { tellAdmissions } from '../kernel/admissions.ts'
import { auditRequest } from '../kernel/audit.ts'
import { type Caller, callerAs } from '../kernel/caller.ts'
import { Failure, forbidden, notFound } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import type { CatalogueRecord } from '../kernel/workspace-model.ts'
import { publicUrl, queueMail } from '../mail/index.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { auditPerson } from './audit-person.ts'
import type { Visitor } from './visitor.ts'

const days = 14

export const invitationInput = z.strictObject({
  name: z.string().trim().min(1).max(200),
  email: emailAddress,
  role: recordId,
  team: recordId.nullish(),
  /** Of the mail, and of the person until they choose another. */
  language: z.enum(languages).optional(),
  /** Whether the link also goes by mail. */
  mail: z.boolean().default(false),
})

export interface Invited {
  readonly user: string
  readonly token: string
  /** Where the invitation is accepted, under the address of the web. */
  readonly path: string
  readonly expiresAt: string
}

/** Makes a user, unless one of that address is there, and an invitation for them; an earlier one is worth nothing then. */
export async function inviteUser(
  kernel: Kernel,
  caller: Caller,
  { name, email, role, team, language, mail = false }: z.input<typeof invitationInput>,
): Promise<Invited> {
  const known = usersOf(caller).find((row) => String(row.email).toLowerCase() === email.toLowerCase())
  requireAbove(caller, known)
  const patch = { name, email, role, team, ...(language ? { language } : {}) }
  const user = known?.id ?? (await write(kernel, caller, (ctx) => ctx.insert('user', patch, { checked: true })))
  const invited = await newInvitation(kernel, { workspaceId: caller.actor.workspaceId, user, email })
  await auditRequest(kernel, caller, { action: 'invitation.sent', object: 'user', recordId: user })
  if (mail) await mailInvitation(kernel, caller, { ...invited, name: String(known?.name ?? name), email, language })
  return invited
}

function usersOf({ model }: Caller): readonly CatalogueRecord[] {
  return [...(model.catalogue.get('user')?.values() ?? [])].filter((row) => row.deleted_at === null)
}

/** A link for an administrator is made by one alone: who has it may become them. @throws Failure 403 */
function requireAbove({ model, actor }: Caller, user: CatalogueRecord | undefined): void {
  const isAdministrators = model.catalogue.get('role')?.get(String(user?.role_id))?.administrator === true
  if (isAdministrators && !actor.administrator) throw forbidden({ action: 'administrator' })
}

interface Invitee {
  readonly workspaceId: string
  readonly user: string
  readonly email: string
}

async function newInvitation(kernel: Kernel, { workspaceId, user, email }: Invitee): Promise<Invited> {
  const token = newToken()
  const expiresAt = new Date(Date.now() + days * 86_400_000).toISOString()
  await kernel.database.controlTransaction(async (run) => {
    await run(sql`delete from control.invitation
      where workspace_id = ${workspaceId} and user_id = ${user} and accepted_at is null`)
    await run(sql`
      insert into control.invitation (id, token_hash, workspace_id, user_id, email, created_at, expires_at)
      values (${newId()}, ${tokenHash(token)}, ${workspaceId}, ${user}, ${email.toLowerCase()}, now(), ${expiresAt})`)
  })
  return { user, token, path: `/invitation/${token}`, expiresAt }
}

interface InvitationMail extends Invited {
  readonly name: string
  readonly email: string
  readonly language: Language | undefined
}

/** In the language of who is invited, as far as it is known. */
async function mailInvitation(kernel: Kernel, caller: Caller, { name, email, path, ...mail }: InvitationMail) {
  const { actor, model } = caller
  const chosen = usersOf(caller).find(({ id }) => id === mail.user)?.language
  const language = mail.language ?? languages.find((one) => one === chosen) ?? model.settings.language
  await write(kernel, caller, async (ctx) => {
    const url = await publicUrl(ctx, path)
    const values = { name, inviter: actor.name, workspace: model.settings.name, url }
    await queueMail(ctx, { to: { address: email, name }, language, template: 'invitation', values, secret: true })
  })
}

/** The invitations of a workspace that nobody has accepted, also those that came to an end lately. */
export async function openInvitations(kernel: Kernel, { actor }: Caller): Promise<readonly OpenInvitation[]> {
  return kernel.database.control<OpenInvitation>(sql`
    select id, user_id as "user", email, created_at as "createdAt", expires_at as "expiresAt", expires_at <= now() as expired
    from control.invitation where workspace_id = ${actor.workspaceId} and accepted_at is null order by created_at desc, id`)
}

/** Sends an invitation again, with a new link and the time that a new one has. @throws Failure 404, 403 */
export async function resendInvitation(kernel: Kernel, caller: Caller, id: string): Promise<Invited> {
  const { workspaceId } = caller.actor
  const [found] = await kernel.database.control<{ user_id: string }>(sql`
    select user_id from control.invitation where id = ${id} and workspace_id = ${workspaceId} and accepted_at is null`)
  const user = usersOf(caller).find((row) => row.id === found?.user_id)
  if (!user) throw notFound()
  requireAbove(caller, user)
  const email = String(user.email)
  const invited = await newInvitation(kernel, { workspaceId, user: user.id, email })
  await auditRequest(kernel, caller, { action: 'invitation.sent', object: 'user', recordId: user.id })
  await mailInvitation(kernel, caller, { ...invited, name: String(user.name), email, language: undefined })
  return invited
}

/** @throws Failure 404 for an invitation of another workspace, or one that was accepted */
export async function revokeInvitation(kernel: Kernel, caller: Caller, id: string): Promise<void> {
  const { actor } = caller
  const [revoked] = await kernel.database.control<{ user_id: string }>(sql`
    delete from control.invitation where id = ${id} and workspace_id = ${actor.workspaceId} and accepted_at is null returning user_id`)
  if (!revoked) throw notFound()
  await auditRequest(kernel, caller, { action: 'invitation.withdrawn', object: 'user', recordId: revoked.user_id })
}

/** What a link leads to. */
export interface Invitation {
  /** The hash of its token. */
  readonly link: Buffer
  readonly workspace_id: string
  readonly user_id: string
  readonly email: string
  readonly slug: string
  readonly workspace_name: string
  /** Of the person. */
  readonly name: string
}

/**
 * @param link the hash of its token
 * @throws Failure 404 `invitation_invalid`, also when its person is not active any more, or has another address by now
 */
export async function findInvitation(kernel: Kernel, link: Buffer): Promise<Invitation> {
  const [row] = await kernel.database.control<Omit<Invitation, 'name'>>(sql`
    select i.token_hash as link, i.workspace_id, i.user_id, i.email, w.slug, w.name as workspace_name from control.invitation i
    join control.workspace w on w.id = i.workspace_id
    where i.token_hash = ${link} and i.accepted_at is null and i.expires_at > now()`)
  const name = row && (await nameOfInvited(kernel, row))
  if (!row || name === undefined) throw new Failure(404, 'invitation_invalid')
  return { ...row, name }
}

/** Whoever holds a link that went to a mistyped address must not become the person once it was put right. */
async function nameOfInvited(
  kernel: Kernel,
  { workspace_id, user_id, email }: Omit<Invitation, 'name'>,
): Promise<string | undefined> {
  const [user] = await kernel.database.read(workspace_id, (tx) =>
    tx.rows<{ name: string }>(sql`
      select t.name from app."user" t where t.workspace_id = ${workspace_id} and t.id = ${user_id}
        and t.active and t.deleted_at is null and lower(t.email) = ${email}`),
  )
  return user?.name
}

/**
 * May whoever accepts choose the password? Not for an address that signs in with one, nor for one whose password was
 * withdrawn while it is known to other companies: a link of this company must not open theirs.
 */
export async function choosesPassword(kernel: Kernel, { email, workspace_id, user_id }: Invitation): Promise<boolean> {
  const [identity] = await kernel.database.control<{ password_hash: string | null; here: boolean; elsewhere: boolean }>(
    sql`select i.password_hash,
      exists (select 1 from control.membership m where m.identity_id = i.id and m.workspace_id = ${workspace_id} and m.user_id = ${user_id}) as here,
      exists (select 1 from control.membership m where m.identity_id = i.id and m.workspace_id <> ${workspace_id}) as elsewhere
      from control.identity i where i.email = ${email}`,
  )
  return !identity || (identity.password_hash === null && (identity.here || !identity.elsewhere))
}

interface Acceptance {
  /** Of the password, where one was chosen. */
  readonly hash: string | null
  /** What the person is called, where they say so. */
  readonly name?: string
  readonly visitor: Visitor
}

/**
 * Uses an invitation up: the address is a member from now on.
 * @returns the identity
 * @throws Failure 404 `invitation_invalid` for one that was used at the same time, 401 `wrong_credentials` when the address
 *   got a password at the same time
 */
export async function acceptInvitation(
  kernel: Kernel,
  invitation: Invitation,
  { hash, name, visitor }: Acceptance,
): Promise<string> {
  const identity = await spendInvitation(kernel, invitation, hash)
  await auditPerson(kernel, identity, { action: 'invitation.accepted', visitor })
  const { workspace_id, user_id } = invitation
  if (name !== undefined && name !== invitation.name)
    await write(kernel, await callerAs(kernel, workspace_id, user_id, 'screen'), (ctx) =>
      ctx.update('user', user_id, { name }),
    )
  return identity
}

async function spendInvitation(kernel: Kernel, invitation: Invitation, hash: string | null): Promise<string> {
  const { link, email, workspace_id, user_id } = invitation
  const identity = await kernel.database.controlTransaction(async (run) => {
    const [accepted] = await run(sql`
      update control.invitation set accepted_at = now()
      where token_hash = ${link} and accepted_at is null returning user_id`)
    if (!accepted) throw new Failure(404, 'invitation_invalid')
    // Another company may have let the address in while the password was looked at: it has one of its own then.
    const [row] = await run<{ id: string }>(sql`
      insert into control.identity as i (id, email, password_hash, created_at) values (${newId()}, ${email}, ${hash}, now())
      on conflict (email) do update set password_hash = coalesce(i.password_hash, excluded.password_hash)
        where ${hash}::text is null or i.password_hash is null returning id`)
    if (!row) throw new Failure(401, 'wrong_credentials')
    await run(sql`insert into control.membership (identity_id, workspace_id, user_id, created_at) values (${row.id}, ${workspace_id}, ${user_id}, now())
      on conflict (identity_id, workspace_id) do update set user_id = excluded.user_id`)
    // An address that the person had before must not go on opening what is theirs; a provider vouches for itself.
    await run(sql`delete from control.membership where workspace_id = ${workspace_id} and user_id = ${user_id}
      and identity_id <> ${row.id} and provider_id is null`)
    return row.id
  })
  await tellAdmissions(kernel)
  return identity
}

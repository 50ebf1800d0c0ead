import type { HalfSignedIn, Session } from '@tendero/model'
import { sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { publicUrl } from '../mail/index.ts'
import { hashPassword } from '../platform/password.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { mayMail } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { signInAddress } from './credentials.ts'
import { givenToken, joinedCodes } from './joined-codes.ts'
import { requireGoodPassword } from './password-rules.ts'
import { knownOf, type Person, personsOf } from './person-of-identity.ts'
import { signInByPassword } from './sign-in.ts'
import { mailPerson, tellOfChange } from './tell-person.ts'
import { type Visitor, visitorOf } from './visitor.ts'
import { newWrittenCode } from './written-code.ts'

const minutes = 60

interface ResetWish {
  readonly email: string
  /** Of the workspace whose page asks. */
  readonly slug: string | undefined
  readonly visitor: Visitor
}

/**
 * Sends a link to a new password, or codes, if the address has a password here. Nobody waits for it: the answer and its time are the
 * same for addresses that nobody knows.
 */
export function sendResetLink(kernel: Kernel, wish: ResetWish): void {
  mailReset(kernel, { ...wish, email: signInAddress(wish.email) }).catch((error: Error) =>
    kernel.log.error({ err: error }, 'a link to a new password was not sent'),
  )
}

async function mailReset(kernel: Kernel, { email, slug, visitor }: ResetWish): Promise<void> {
  const [identity] = await kernel.database.control<{ id: string; companies: number }>(sql`
    select i.id, (select count(*)::int from control.membership m where m.identity_id = i.id) as companies
    from control.identity i where i.email = ${email} and i.password_hash is not null`)
  const persons = identity ? await personsOf(kernel, identity.id) : []
  const person = persons.find((one) => one.slug === slug) ?? persons[0]
  if (!person || !(await mayMail(kernel, 'reset_mail', email))) return
  const { name } = person
  await auditPerson(kernel, person.identityId, { action: 'password.reset_asked', visitor })
  if (identity?.companies === 1) return mailLink(kernel, person)
  if (identity?.companies === persons.length) return mailCodes(kernel, person.identityId, persons)
  // One that has deactivated them may activate them again: it must not be left out, and writes to them no more.
  return mailPerson(kernel, person, async () => ({ template: 'password_reset_refused', values: { name, email } }))
}

async function mailLink(kernel: Kernel, person: Person): Promise<void> {
  const { name, identityId } = person
  const token = newToken()
  await keepReset(kernel, identityId, token)
  return mailPerson(kernel, person, async (ctx) => ({
    template: 'password_reset',
    values: { name, minutes: String(minutes), url: await publicUrl(ctx, `/new-password/${token}`) },
    secret: true,
  }))
}

/**
 * An administrator of a company reads its outbox, names its mail server and where its links lead, and would by a link come
 * into the person's other companies: so each mails a part of the secret, and no link (docs/decisions/0022).
 */
async function mailCodes(kernel: Kernel, identityId: string, persons: readonly Person[]): Promise<void> {
  const parts = persons.map((person) => ({ person, code: newWrittenCode() }))
  const token = joinedCodes(parts.map(({ code }) => code))
  await keepReset(kernel, identityId, token)
  for (const { person, code } of parts)
    await mailPerson(kernel, person, async () => ({
      template: 'password_reset_code',
      values: {
        name: person.name,
        workspace: person.workspaceName,
        code,
        companies: String(parts.length),
        minutes: String(minutes),
      },
      secret: true,
    }))
}

async function keepReset(kernel: Kernel, identityId: string, token: string): Promise<void> {
  await kernel.database.control(sql`
    insert into control.password_reset (token_hash, identity_id, created_at, expires_at)
    values (${tokenHash(token)}, ${identityId}, now(), now() + make_interval(mins => ${minutes}))`)
}

/** Not too old, and no company knows the person since then that had no part in it. */
const isGood = sql`r.expires_at > now() and not exists (
  select 1 from control.membership m where m.identity_id = r.identity_id and m.created_at > r.created_at)`

/** Whose password a link changes. */
export interface Reset {
  readonly identityId: string
  readonly email: string
}

/**
 * @param token of a link, or all codes with points between them
 * @throws Failure 404 `reset_invalid` for one that was used, is too old, or never was, and for who is active nowhere, or is
 *   known to a company since then that had no part in it
 */
export async function findReset(kernel: Kernel, token: string): Promise<Reset> {
  const [row] = await kernel.database.control<Reset>(sql`
    select r.identity_id as "identityId", i.email from control.password_reset r
    join control.identity i on i.id = r.identity_id where r.token_hash = ${tokenHash(givenToken(token))} and ${isGood}`)
  if (!row || (await personsOf(kernel, row.identityId)).length === 0) throw new Failure(404, 'reset_invalid')
  return row
}

/**
 * Sets a new password by a link, once; ends every session and link of the identity, and forgets its browsers. Who has a
 * second factor is asked for it as ever.
 * @throws Failure 404 `reset_invalid`, 422 `weak_password`
 */
export async function completeReset(
  request: ApiRequest,
  token: string,
  password: string,
): Promise<Session | HalfSignedIn> {
  const { kernel } = request
  const { identityId } = await findReset(kernel, token)
  await requireGoodPassword(kernel, password, knownOf(await personsOf(kernel, identityId)))
  await spendReset(kernel, { token, identityId, hash: await hashPassword(password) })
  await tellAdmissions(kernel)
  await auditPerson(kernel, identityId, { action: 'password.reset', visitor: visitorOf(request) })
  await tellOfChange(kernel, identityId, 'password_changed')
  return signInByPassword(request, identityId)
}

interface SpentReset {
  readonly token: string
  readonly identityId: string
  readonly hash: string
}

async function spendReset(kernel: Kernel, { token, identityId, hash }: SpentReset): Promise<void> {
  await kernel.database.controlTransaction(async (run) => {
    const [spent] = await run(
      sql`delete from control.password_reset r where r.token_hash = ${tokenHash(givenToken(token))} and ${isGood} returning true`,
    )
    if (!spent) throw new Failure(404, 'reset_invalid')
    await run(sql`update control.identity set password_hash = ${hash} where id = ${identityId}`)
    await run(sql`delete from control.password_reset where identity_id = ${identityId}`)
    await run(sql`delete from control.address_change where identity_id = ${identityId}`)
    await run(sql`delete from control.half_session where identity_id = ${identityId}`)
    await run(sql`delete from control.device where identity_id = ${identityId}`)
    await run(sql`delete from control.session where identity_id = ${identityId}`)
  })
}

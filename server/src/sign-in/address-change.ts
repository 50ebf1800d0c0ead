import { sql } from '@tendero/model'
import { isUniqueViolation } from '../kernel/database-failure.ts'
import type { ApiRequest } from '../kernel/endpoint.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { publicUrl } from '../mail/index.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import { mayMail } from './attempts.ts'
import { auditPerson } from './audit-person.ts'
import { signInAddress } from './credentials.ts'
import { followAddress, requireFreeAmongColleagues } from './followed-address.ts'
import { personsOf } from './person-of-identity.ts'
import { currentSession, provenSession } from './sessions.ts'
import { mailPerson, tellOfAddress, tellOfChange } from './tell-person.ts'
import { visitorOf } from './visitor.ts'

const minutes = 60

/**
 * Sends a link to the address that somebody wants to sign in with from now on. Whether others sign in with it is looked at
 * when the link is followed: the answer, and the mail, are the same.
 * @throws Failure 403 `reauthentication_required`, 409 `no_password` for who has no address here, 422, 429
 */
export async function askForAddress(request: ApiRequest, wanted: string): Promise<void> {
  const { kernel, raw } = request
  const { identityId, email: before } = await provenSession(request)
  const email = signInAddress(wanted)
  if (before === null) throw new Failure(409, 'no_password')
  if (email === before) throw invalid({ email: { code: 'same_address' } })
  if (!(await mayMail(kernel, 'address_mail', identityId))) throw new Failure(429, 'too_many_attempts')
  const persons = await personsOf(kernel, identityId)
  const slug = raw.headers.get('tendero-workspace')
  const person = persons.find((one) => one.slug === slug) ?? persons[0]
  if (!person) throw new Failure(403, 'no_workspace')
  const token = await newAddressChange(kernel, identityId, email)
  const { name } = person
  await mailPerson(kernel, { ...person, email }, async (ctx) => ({
    template: 'address_change',
    values: { name, before, email, minutes: String(minutes), url: await publicUrl(ctx, `/new-address/${token}`) },
    secret: true,
  }))
  await auditPerson(kernel, identityId, { action: 'address.change_asked', visitor: visitorOf(request) })
  await tellOfChange(kernel, identityId, 'address_change_asked')
}

/** The link of an earlier wish, perhaps to a mistyped address, is worth nothing any more. */
async function newAddressChange(kernel: Kernel, identityId: string, email: string): Promise<string> {
  const token = newToken()
  await kernel.database.controlTransaction(async (run) => {
    await run(sql`delete from control.address_change where identity_id = ${identityId}`)
    await run(sql`
      insert into control.address_change (token_hash, identity_id, email, created_at, expires_at)
      values (${tokenHash(token)}, ${identityId}, ${email}, now(), now() + make_interval(mins => ${minutes}))`)
  })
  return token
}

/**
 * Changes the address by a link, once. Its person has to be signed in: to a stranger at a mistyped address it is worth
 * nothing. Sessions stay; links to a new password that went to the address before do not.
 * @returns the address to sign in with from now on
 * @throws Failure 404 `address_change_invalid`, 409 `address_taken`
 */
export async function confirmAddress(request: ApiRequest, token: string): Promise<string> {
  const { kernel } = request
  const { identityId, email: before } = await currentSession(request)
  const email = before === null ? undefined : await wantedAddress(kernel, identityId, token)
  if (before === null || email === undefined) throw new Failure(404, 'address_change_invalid')
  await requireFreeAmongColleagues(kernel, identityId, { before, email })
  await spendAddressChange(kernel, { token, identityId, email }).catch((error: unknown) => {
    // Somebody else got the address between the look and the write.
    throw isUniqueViolation(error) ? new Failure(409, 'address_taken') : error
  })
  await followAddress(kernel, identityId, { before, email })
  await auditPerson(kernel, identityId, { action: 'address.changed', visitor: visitorOf(request) })
  await tellOfAddress(kernel, identityId, before)
  return email
}

async function wantedAddress(kernel: Kernel, identityId: string, token: string): Promise<string | undefined> {
  const [row] = await kernel.database.control<{ email: string }>(sql`
    select c.email from control.address_change c
    where c.token_hash = ${tokenHash(token)} and c.identity_id = ${identityId} and c.expires_at > now()`)
  return row?.email
}

interface SpentAddressChange {
  readonly token: string
  readonly identityId: string
  readonly email: string
}

async function spendAddressChange(kernel: Kernel, { token, identityId, email }: SpentAddressChange): Promise<void> {
  await kernel.database.controlTransaction(async (run) => {
    const [spent] = await run(sql`
      delete from control.address_change where token_hash = ${tokenHash(token)} and expires_at > now() returning true`)
    if (!spent) throw new Failure(404, 'address_change_invalid')
    const [changed] = await run(sql`
      update control.identity set email = ${email} where id = ${identityId}
      and not exists (select 1 from control.identity o where o.email = ${email}) returning true`)
    if (!changed) throw new Failure(409, 'address_taken')
    await run(sql`delete from control.password_reset where identity_id = ${identityId}`)
  })
}

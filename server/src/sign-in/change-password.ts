import { sql } from '@tendero/model'
import type { ApiRequest } from '../kernel/endpoint.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { hashPassword } from '../platform/password.ts'
import { auditPerson } from './audit-person.ts'
import { forgetDevices } from './devices.ts'
import { requireGoodPassword } from './password-rules.ts'
import { knownOf, personsOf } from './person-of-identity.ts'
import { checkOwnPassword } from './reauthentication.ts'
import { closeSessions, currentSession } from './sessions.ts'
import { tellOfChange } from './tell-person.ts'
import { visitorOf } from './visitor.ts'

interface PasswordChange {
  readonly currentPassword: string
  readonly password: string
}

/**
 * Changes the password of who is signed in, and ends their other sessions.
 * @throws Failure 422 for a wrong one, or a weak new one; 429
 */
export async function changePassword(
  request: ApiRequest,
  { currentPassword, password }: PasswordChange,
): Promise<void> {
  const { kernel } = request
  const session = await currentSession(request)
  await checkOwnPassword(request, session, { password: currentPassword, field: 'currentPassword' })
  await requireGoodPassword(kernel, password, knownOf(await personsOf(kernel, session.identityId)))
  await keepPassword(kernel, session.identityId, password)
  await closeSessions(kernel, session.identityId, session.id)
  const visitor = visitorOf(request)
  await forgetDevices(kernel, session.identityId, visitor)
  await auditPerson(kernel, session.identityId, { action: 'password.changed', visitor })
  await tellOfChange(kernel, session.identityId, 'password_changed')
}

/** Keeps a password that was found good; links to another one, or to another address, are worth nothing any more. */
async function keepPassword(kernel: Kernel, identityId: string, password: string): Promise<void> {
  const hash = await hashPassword(password)
  await kernel.database.controlTransaction(async (run) => {
    await run(sql`update control.identity set password_hash = ${hash} where id = ${identityId}`)
    await run(sql`delete from control.password_reset where identity_id = ${identityId}`)
    await run(sql`delete from control.address_change where identity_id = ${identityId}`)
    await run(sql`delete from control.half_session where identity_id = ${identityId}`)
  })
}

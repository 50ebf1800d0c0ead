import { type OpenSession, type SignInSettings, sql } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { factorsOf } from './factors.ts'
import { passkeysOf } from './passkeys.ts'
import { type CurrentSession, sessionsOf } from './sessions.ts'
import { describeUserAgent } from './user-agent.ts'

/** What a person is shown of how they sign in. */
export async function signInSettings(kernel: Kernel, session: CurrentSession): Promise<SignInSettings> {
  const { identityId, email } = session
  const [{ totp, recoveryCodes }, passkeys, sessions, [identity]] = await Promise.all([
    factorsOf(kernel, identityId),
    passkeysOf(kernel, identityId),
    openSessions(kernel, session),
    kernel.database.control<{ password: boolean }>(
      sql`select password_hash is not null as password from control.identity where id = ${identityId}`,
    ),
  ])
  return { email, password: identity?.password ?? false, totp, recoveryCodes, passkeys, sessions }
}

async function openSessions(kernel: Kernel, { id, identityId }: CurrentSession): Promise<readonly OpenSession[]> {
  const sessions = await sessionsOf(kernel, identityId)
  return sessions.map(({ userAgent, ...session }) => ({
    ...session,
    ...describeUserAgent(userAgent),
    current: session.id === id,
  }))
}

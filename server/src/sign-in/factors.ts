import { sql } from '@tendero/model'
import { tellAdmissions } from '../kernel/admissions.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { newRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts'

/** With what somebody can sign in besides a password. */
export interface Factors {
  /** Whether an application on their phone makes codes. */
  readonly totp: boolean
  readonly passkeys: number
  /** Those not used yet. */
  readonly recoveryCodes: number
}

export async function factorsOf(kernel: Kernel, identityId: string): Promise<Factors> {
  const [row] = await kernel.database.control<Factors>(sql`select
    exists (select 1 from control.totp where identity_id = ${identityId} and confirmed_at is not null) as totp,
    (select count(*)::int from control.passkey where identity_id = ${identityId}) as passkeys,
    (select count(*)::int from control.recovery_code where identity_id = ${identityId} and used_at is null) as "recoveryCodes"`)
  return row ?? { totp: false, passkeys: 0, recoveryCodes: 0 }
}

/** Whether a password alone does not let them in. */
export function hasFactors({ totp, passkeys }: Pick<Factors, 'totp' | 'passkeys'>): boolean {
  return totp || passkeys > 0
}

/** Makes ten recovery codes; those before are worth nothing any more. @returns them, for once */
export async function renewRecoveryCodes(kernel: Kernel, identityId: string): Promise<readonly string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => recoveryCodeHash(identityId, code))
  await kernel.database.controlTransaction(async (run) => {
    await run(sql`delete from control.recovery_code where identity_id = ${identityId}`)
    await run(sql`insert into control.recovery_code (identity_id, code_hash, created_at)
      select ${identityId}, hash, now() from unnest(${hashes}::bytea[]) hash`)
  })
  return codes
}

/** Recovery codes for who has just got their first factor; null for others, whose codes stay as they are. */
export async function firstRecoveryCodes(kernel: Kernel, identityId: string): Promise<readonly string[] | null> {
  const { recoveryCodes } = await factorsOf(kernel, identityId)
  return recoveryCodes > 0 ? null : renewRecoveryCodes(kernel, identityId)
}

/** Uses up a recovery code. @returns whether it was one */
export async function spendRecoveryCode(kernel: Kernel, identityId: string, code: string): Promise<boolean> {
  const spent = await kernel.database.control(sql`
    update control.recovery_code set used_at = now()
    where identity_id = ${identityId} and code_hash = ${recoveryCodeHash(identityId, code)} and used_at is null returning true`)
  return spent.length > 0
}

/** Recovery codes are for second factors: without one they open nothing and are removed. */
export async function dropIdleRecoveryCodes(kernel: Kernel, identityId: string): Promise<void> {
  if (hasFactors(await factorsOf(kernel, identityId))) return
  await kernel.database.control(sql`delete from control.recovery_code where identity_id = ${identityId}`)
}

/** Takes away everything but the password, and what was opened with it. */
export async function removeFactors(kernel: Kernel, identityId: string): Promise<void> {
  await kernel.database.controlTransaction(async (run) => {
    await run(sql`delete from control.totp where identity_id = ${identityId}`)
    await run(sql`delete from control.passkey where identity_id = ${identityId}`)
    await run(sql`delete from control.recovery_code where identity_id = ${identityId}`)
    await run(sql`delete from control.half_session where identity_id = ${identityId}`)
    await run(sql`delete from control.session where identity_id = ${identityId}`)
  })
  await tellAdmissions(kernel)
}

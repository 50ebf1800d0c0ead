import { sql } from '@tendero/model'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'

/** How long a code is shown; one before and one after are taken too, for clocks that are not right. */
const stepSeconds = 30

/** What an application that makes codes is told, as a picture or typed. */
export interface TotpSetup {
  /** Base 32. */
  readonly secret: string
  /** `otpauth://…`, for the picture. */
  readonly uri: string
}

/**
 * Begins to set up codes by time (RFC 6238): they count once one of them was given. Begun again, it is another secret.
 * @throws Failure 409 `totp_exists`
 */
export async function beginTotp(kernel: Kernel, identityId: string, email: string): Promise<TotpSetup> {
  const secret = generateSecret()
  const [begun] = await kernel.database.control(sql`
    insert into control.totp as t (identity_id, sealed_secret, created_at)
    values (${identityId}, ${kernel.secrets.seal(secret, totpPurpose(identityId))}, now())
    on conflict (identity_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
    where t.confirmed_at is null returning true`)
  if (!begun) throw new Failure(409, 'totp_exists')
  return { secret, uri: generateURI({ issuer: 'Tendero', label: email, secret }) }
}

/** Ends the setting up, with a first code. @returns whether the code was right */
export async function confirmTotp(kernel: Kernel, identityId: string, code: string): Promise<boolean> {
  return useCode(kernel, identityId, { code, confirms: true })
}

/** Uses up a code, which is not taken a second time. @returns whether it was right */
export async function spendTotp(kernel: Kernel, identityId: string, code: string): Promise<boolean> {
  return useCode(kernel, identityId, { code, confirms: false })
}

interface UsedCode {
  readonly code: string
  /** Whether it ends the setting up. */
  readonly confirms: boolean
}

async function useCode(kernel: Kernel, identityId: string, { code, confirms }: UsedCode): Promise<boolean> {
  const [kept] = await kernel.database.control<{ sealed_secret: string }>(sql`
    select sealed_secret from control.totp
    where identity_id = ${identityId} and (confirmed_at is null) = ${confirms}`)
  const step = kept && stepOf(kernel, kernel.secrets.open(kept.sealed_secret, totpPurpose(identityId)), code)
  if (step === undefined) return false
  const used = await kernel.database.control(sql`
    update control.totp set last_step = ${step}, confirmed_at = coalesce(confirmed_at, now())
    where identity_id = ${identityId} and sealed_secret = ${kept?.sealed_secret ?? ''} and last_step < ${step} returning true`)
  return used.length > 0
}

/** The step of time that a code is of; undefined for a wrong one. */
function stepOf(kernel: Pick<Kernel, 'now'>, secret: string, code: string): number | undefined {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return undefined
  const epoch = Math.floor(kernel.now().getTime() / 1_000)
  const result = verifySync({ secret, token, epoch, epochTolerance: stepSeconds })
  return result.valid && 'timeStep' in result ? result.timeStep : undefined
}

export async function removeTotp(kernel: Kernel, identityId: string): Promise<void> {
  await kernel.database.control(sql`delete from control.totp where identity_id = ${identityId}`)
}

/** What a secret is sealed for. */
export function totpPurpose(identityId: string): string {
  return `totp ${identityId}`
}

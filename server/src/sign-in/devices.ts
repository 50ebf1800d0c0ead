import { sql } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { newToken, tokenHash } from '../platform/token.ts'
import type { Visitor } from './visitor.ts'

const days = 365

/** A browser that somebody signs in with. */
export interface Device {
  readonly token: string
  readonly expires: Date
  /** Not seen with this person before, who has signed in with another. */
  readonly isNew: boolean
}

/** The hash of the browser, if an identity has signed in with it before. */
export async function knownDevice(
  kernel: Kernel,
  identityId: string,
  { device }: Visitor,
): Promise<Buffer | undefined> {
  if (!device) return undefined
  const hash = tokenHash(device)
  const [known] = await kernel.database.control(
    sql`select 1 from control.device where identity_id = ${identityId} and token_hash = ${hash}`,
  )
  return known ? hash : undefined
}

/** Remembers the browser of a good sign-in, which keeps the token that it may have from somebody else's. */
export async function rememberDevice(kernel: Kernel, identityId: string, { device }: Visitor): Promise<Device> {
  const token = device && /^[\w-]{43}$/.test(device) ? device : newToken()
  const [row] = await kernel.database.control<{ known: boolean; others: boolean }>(sql`
    with before as (select token_hash from control.device where identity_id = ${identityId}),
      noted as (insert into control.device (identity_id, token_hash, created_at, seen_at)
        values (${identityId}, ${tokenHash(token)}, now(), now())
        on conflict (identity_id, token_hash) do update set seen_at = excluded.seen_at)
    select coalesce(bool_or(token_hash = ${tokenHash(token)}), false) as known, count(*) > 0 as others from before`)
  return {
    token,
    expires: new Date(Date.now() + days * 86_400_000),
    isNew: row?.others === true && !row.known,
  }
}

/** Forgets the browsers of an identity but one: who knew a password that is changed is a stranger again. */
export async function forgetDevices(kernel: Kernel, identityId: string, { device }: Visitor): Promise<void> {
  await kernel.database.control(
    sql`delete from control.device where identity_id = ${identityId} and token_hash <> ${tokenHash(device ?? '')}`,
  )
}

import { type KeyPurpose, sql } from '@tendero/model'
import type { Actor } from './actor.ts'
import type { Kernel } from './kernel.ts'

/** Who may enter which workspace, as the control schema said a moment ago. */
export interface Admission {
  readonly workspace_id: string
  readonly metadata_version: number
  readonly user_id: string
  readonly role_id: string | null
  /** Null for a session. */
  readonly key_id: string | null
  readonly purpose: KeyPurpose | null
  /** The provider that vouches for a session; null for one that a password opened, and for a key. */
  readonly provider_id: string | null
  /** Whose addresses end so must come in by a provider. */
  readonly single_sign_on_domains: readonly string[]
  /** As whom a session looks at the workspace, if not as its own person. */
  readonly viewed_id: string | null
  /** Whether the session was opened with two factors; a key needs none. */
  readonly second_factor: boolean
}

/**
 * Whether a session that no provider vouches for is shut out, because the workspace insists on single sign-on for the
 * person's address. Administrators are not: else a provider that is gone would shut the workspace for ever.
 */
export function needsProvider(
  { provider_id, single_sign_on_domains: domains }: Pick<Admission, 'provider_id' | 'single_sign_on_domains'>,
  { administrator }: Pick<Actor, 'administrator'>,
  email: unknown,
): boolean {
  return domains.length > 0 && provider_id === null && !administrator && domains.includes(domainOf(String(email)))
}

/** What stands behind the last @ of an address, in small letters. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}

/**
 * Admissions of the last second. They are kept only while this process hears of every change of the control schema, and
 * all are forgotten at each: signing out, revoking a key, a new role are in force with the next request.
 */
export interface Admissions {
  find(key: string): Admission | undefined
  /** What a look-up that began at `generation` found. */
  keep(key: string, admission: Admission, generation: number): void
  generation(): number
  forget(): void
  /** Whether changes are heard; without that nothing is kept. */
  listening(heard: boolean): void
}

const keptFor = 1_000
const most = 10_000

export function keepAdmissions(now: () => number = () => performance.now()): Admissions {
  const kept = new Map<string, { readonly admission: Admission; readonly until: number }>()
  let current = 0
  let heard = false
  const forget = () => {
    current += 1
    kept.clear()
  }
  return {
    find(key) {
      const found = kept.get(key)
      return found && found.until > now() ? found.admission : undefined
    },
    keep(key, admission, generation) {
      if (!heard || generation !== current) return
      if (kept.size >= most) kept.clear()
      kept.set(key, { admission, until: now() + keptFor })
    },
    generation: () => current,
    forget,
    listening(listening) {
      heard = listening
      forget()
    },
  }
}

/** The channel on which processes tell each other that the control schema has changed. */
export const admissionChannel = 'tendero_admission'

/** After a change of sessions, keys, memberships or metadata: forgets here, and lets every other process forget. */
export async function tellAdmissions({ database, admissions }: Pick<Kernel, 'database' | 'admissions'>): Promise<void> {
  admissions.forget()
  await database.control(sql`select pg_notify(${admissionChannel}, '')`)
}

import { type KeyPurpose, sql } from '@tendero/model'
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

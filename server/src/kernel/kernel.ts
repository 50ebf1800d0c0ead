import { deriveFields, type ObjectType, registry } from '@tendero/model'
import type { Logger } from 'pino'
import type { FileStore } from '../platform/file-store.ts'
import { openFileStore } from '../platform/open-file-store.ts'
import { type Admissions, keepAdmissions } from './admissions.ts'
import { type ChangeFeed, openChangeFeed } from './change-feed.ts'
import type { Database } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import type { Schedule, Subscriber } from './events.ts'
import { housekeeping } from './housekeeping.ts'
import type { Lifecycle, Mirror } from './lifecycle.ts'
import { openPresence, type Presence } from './presence.ts'
import { relayBell } from './relay-bell.ts'

/** What the process has: the database, what the slices added, the clock. Made once at start. */
export interface Kernel {
  readonly database: Database
  /** The declared objects by name; a workspace adds its custom fields to them. */
  readonly objects: ReadonlyMap<string, ObjectType>
  readonly lifecycles: ReadonlyMap<string, readonly Lifecycle[]>
  readonly mirrors: readonly Mirror[]
  readonly subscribers: readonly Subscriber[]
  readonly schedules: readonly Schedule[]
  readonly log: Logger
  readonly admissions: Admissions
  /** What is committed anywhere, a moment later; only a process that serves the web hears it. */
  readonly changes: ChangeFeed
  /** Who looks at which record just now, in any process. */
  readonly presence: Presence
  /** May anybody sign up a workspace, or only the first? */
  readonly openSignUp: boolean
  /** Is the server reached from this machine alone? Then it may show how to sign in to the demo. */
  readonly listensLocally: boolean
  /** May webhooks be sent to this machine and its network? */
  readonly privateWebhooks: boolean
  /** Where files lie. */
  readonly dataDir: string
  /** Where the contents of files lie. */
  readonly files: FileStore
  /** Given when the process begins to stop: long work ends at its next resting place. */
  readonly stopping: AbortSignal
  /** When this process began, by `now`: what was left by one before it may not have been taken up again yet. */
  readonly beganAt: Date
  /** The real time; a workspace may be ahead of it. */
  now(): Date
  /** Tells the relay that the outbox has something. */
  wakeRelay(): void
}

/** What a slice brings to the kernel. */
export interface Slice {
  readonly lifecycles?: readonly Lifecycle[]
  readonly mirrors?: readonly Mirror[]
  readonly subscribers?: readonly Subscriber[]
  readonly schedules?: readonly Schedule[]
  readonly endpoints?: readonly Endpoint[]
}

export function makeKernel(
  parts: Pick<Kernel, 'database' | 'log' | 'dataDir'> & Partial<Kernel>,
  slices: readonly Slice[],
): Kernel {
  const lifecycles = new Map<string, Lifecycle[]>()
  for (const one of slices.flatMap((slice) => slice.lifecycles ?? []))
    lifecycles.set(one.object, [...(lifecycles.get(one.object) ?? []), one])
  return {
    now: () => new Date(),
    beganAt: new Date(0),
    wakeRelay: relayBell(parts.database),
    admissions: keepAdmissions(),
    changes: openChangeFeed(),
    presence: openPresence(),
    files: openFileStore(parts.dataDir),
    openSignUp: false,
    listensLocally: false,
    privateWebhooks: false,
    stopping: new AbortController().signal,
    ...parts,
    objects: deriveFields(parts.objects ?? registry),
    lifecycles,
    mirrors: slices.flatMap((slice) => slice.mirrors ?? []),
    subscribers: slices.flatMap((slice) => slice.subscribers ?? []),
    schedules: [housekeeping, ...slices.flatMap((slice) => slice.schedules ?? [])],
  }
}

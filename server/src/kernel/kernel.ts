import { deriveFields, type ObjectType, registry } from '@tendero/model'
import type { Logger } from 'pino'
import { readTrustedProxies, type TrustedProxies } from '../platform/client-address.ts'
import type { FileStore } from '../platform/file-store.ts'
import { type MailEnvironment, readMailEnvironment } from '../platform/mail-environment.ts'
import { openFileStore } from '../platform/open-file-store.ts'
import { openSecrets, type Secrets } from '../platform/secrets.ts'
import { type Admissions, keepAdmissions } from './admissions.ts'
import { type ChangeFeed, openChangeFeed } from './change-feed.ts'
import type { Database } from './database.ts'
import type { Endpoint } from './endpoint.ts'
import type { Schedule, Subscriber } from './events.ts'
import type { Gate } from './gate.ts'
import { housekeeping, sealing } from './housekeeping.ts'
import type { Lifecycle, Mirror } from './lifecycle.ts'
import { type Limits, openLimits } from './limits.ts'
import type { ToldPast } from './past-fill.ts'
import { openPresence, type Presence } from './presence.ts'
import { openReadLog, type ReadLog } from './read-log.ts'
import { relayBell } from './relay-bell.ts'
import type { SealedColumn } from './sealed-columns.ts'

/** What the process has: the database, what the slices added, the clock. Made once at start. */
export interface Kernel {
  readonly database: Database
  /** The declared objects by name; a workspace adds its custom fields to them. */
  readonly objects: ReadonlyMap<string, ObjectType>
  readonly lifecycles: ReadonlyMap<string, readonly Lifecycle[]>
  readonly mirrors: readonly Mirror[]
  readonly gates: readonly Gate[]
  readonly pasts: readonly ToldPast[]
  readonly subscribers: readonly Subscriber[]
  readonly schedules: readonly Schedule[]
  /** Where sealed texts stand, for the day when they are sealed anew. */
  readonly sealedColumns: readonly SealedColumn[]
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
  /** Whose word about where a request came from is taken. */
  readonly trustedProxies: TrustedProxies
  /** May webhooks be sent to this machine and its network? */
  readonly privateWebhooks: boolean
  /** Where it is asked whether a password is known from a theft; undefined for nowhere. */
  readonly breachedPasswords: string | undefined
  /** What the environment says about mail. */
  readonly mail: MailEnvironment
  /** May providers of single sign-on be on this machine and its network, and without TLS? */
  readonly privateSingleSignOn: boolean
  /** Where files lie. */
  readonly dataDir: string
  /** Where the contents of files lie. */
  readonly files: FileStore
  /** Notes reads of what is sensitive. */
  readonly reads: ReadLog
  /** Seals what must not stand readable in the database. */
  readonly secrets: Secrets
  /** How much anybody may ask of this process. */
  readonly limits: Limits
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
  readonly gates?: readonly Gate[]
  readonly pasts?: readonly ToldPast[]
  readonly subscribers?: readonly Subscriber[]
  readonly schedules?: readonly Schedule[]
  readonly endpoints?: readonly Endpoint[]
  readonly sealedColumns?: readonly SealedColumn[]
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
    secrets: openSecrets(parts.dataDir),
    limits: openLimits({ perAccount: undefined, perAddress: undefined }),
    reads: openReadLog(parts.database, parts.log),
    openSignUp: false,
    listensLocally: false,
    trustedProxies: readTrustedProxies(),
    privateWebhooks: false,
    breachedPasswords: undefined,
    mail: readMailEnvironment({}, { host: '127.0.0.1', port: 3000 }),
    privateSingleSignOn: false,
    stopping: new AbortController().signal,
    ...parts,
    objects: deriveFields(parts.objects ?? registry),
    lifecycles,
    mirrors: slices.flatMap((slice) => slice.mirrors ?? []),
    gates: slices.flatMap((slice) => slice.gates ?? []),
    pasts: slices.flatMap((slice) => slice.pasts ?? []),
    subscribers: slices.flatMap((slice) => slice.subscribers ?? []),
    schedules: [housekeeping, sealing, ...slices.flatMap((slice) => slice.schedules ?? [])],
    sealedColumns: slices.flatMap((slice) => slice.sealedColumns ?? []),
  }
}

import type { Database } from './database.ts'
import type { Kernel } from './kernel.ts'

/** Something that happened in a workspace, as a job sees it. Delivered at least once: handlers are idempotent. */
export interface Event {
  readonly id: string
  readonly workspaceId: string
  readonly topic: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** Work that time begins, by whichever worker is first. A worker may have been away: it looks at what is due, not at the hour. */
export interface Schedule {
  /** The job's name; a crontab knows no dots. */
  readonly name: string
  /** When, as crontab says it, in UTC. */
  readonly crontab: string
  run(kernel: Kernel): Promise<void>
}

/** Reacts to events after the commit, in a job and transaction of its own. */
export interface Subscriber {
  /** The job's name: `slice.what`. */
  readonly name: string
  /** Topics, such as `opportunity.update`, or `*` for all. */
  readonly topics: readonly string[]
  /** The ids of those among these events that it is for, if not all: asked once for each batch, to make no job for nothing. */
  concerns?(database: Pick<Database, 'direct'>, events: readonly Event[]): Promise<ReadonlySet<string>>
  run(kernel: Kernel, event: Event): Promise<void>
}

import { sql } from '@tendero/model'
import type { Database } from './database.ts'

/** Somebody looks at a record; without a record they have gone. */
export interface Presenting {
  readonly workspaceId: string
  /** One window of theirs. */
  readonly stream: string
  readonly userId: string
  /** The record's id; the record itself is told to nobody who does not look at it too. */
  readonly record: string | null
}

/** The channel on which processes tell each other who looks at what. */
export const presenceChannel = 'tendero_presence'

/** A window that is not heard of for so long has gone: its process died. */
const forgottenAfter = 45_000
/** So often a window that is still there says so. */
export const presentAgainAfter = 20_000

/** What this process knows of who looks at which record. */
export interface Presence {
  heard(payload: string): void
  /** The people who look at a record, each once. */
  at(workspaceId: string, record: string): readonly string[]
  /** Calls whenever the people at a record change; the answer stops it. */
  follow(workspaceId: string, record: string, tell: () => void): () => void
}

export function tellPresence(database: Pick<Database, 'control'>, presenting: Presenting): Promise<unknown> {
  return database.control(sql`select pg_notify(${presenceChannel}, ${JSON.stringify(presenting)})`)
}

interface Seen extends Presenting {
  readonly until: number
}

export function openPresence(now: () => number = () => performance.now()): Presence {
  const seen = new Map<string, Seen>()
  const followers = new Map<string, Set<() => void>>()
  const placeOf = (workspaceId: string, record: string) => `${workspaceId} ${record}`
  const forget = () => {
    for (const [stream, { until }] of seen) if (until <= now()) seen.delete(stream)
  }
  const at = (workspaceId: string, record: string) => {
    forget()
    const there = [...seen.values()].filter((one) => one.workspaceId === workspaceId && one.record === record)
    return [...new Set(there.map((one) => one.userId))]
  }
  return {
    at,
    heard(payload) {
      const told: Presenting = JSON.parse(payload)
      const before = seen.get(told.stream)
      if (told.record === null) seen.delete(told.stream)
      else seen.set(told.stream, { ...told, until: now() + forgottenAfter })
      for (const record of new Set([before?.record, told.record]))
        if (record) for (const tell of followers.get(placeOf(told.workspaceId, record)) ?? []) tell()
    },
    follow(workspaceId, record, tell) {
      const place = placeOf(workspaceId, record)
      const group = followers.get(place) ?? new Set()
      followers.set(place, group.add(tell))
      return () => {
        group.delete(tell)
        if (group.size === 0) followers.delete(place)
      }
    },
  }
}

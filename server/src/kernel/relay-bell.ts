import { sql } from '@tendero/model'
import type { Database } from './database.ts'

const listeners = new Set<() => void>()

/** The channel on which processes without a relay ring for those that have one. */
export const relayChannel = 'tendero_relay'

/** Rings in this process: the outbox has something. @returns whether anybody heard */
export function ringRelay(): boolean {
  for (const listener of listeners) listener()
  return listeners.size > 0
}

/** Listens for the bell; the answer stops listening. */
export function onRelayBell(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A notification costs a lock of the whole database at commit: one for all units of work of this time. */
const gatheredMilliseconds = 50

/** A bell that rings here when a relay runs here, else wherever one does. That none hears costs a second: relays poll. */
export function relayBell(database: Pick<Database, 'control'>): () => void {
  let waiting = false
  return () => {
    if (ringRelay() || waiting) return
    waiting = true
    setTimeout(() => {
      waiting = false
      database.control(sql`select pg_notify(${relayChannel}, '')`).catch(() => {})
    }, gatheredMilliseconds).unref()
  }
}

import { sql } from '@tendero/model'
import type { Database } from './database.ts'
import { newId } from './identity.ts'

/** What one operation changed of one object. */
export interface ObjectChange {
  readonly object: string
  /** Null when they are too many to name. */
  readonly ids: readonly string[] | null
  readonly operationId: string | null
}

/** Changes of a workspace that were told together. */
export interface ChangeNotice {
  readonly workspaceId: string
  /** Names this notice, for whoever wants to know what came after it. */
  readonly position: string
  readonly changes: readonly ObjectChange[]
}

/** An event of the outbox, as far as it tells what changed. */
export interface ChangeEvent {
  readonly workspace_id: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** The channel on which the relay tells every process what has been committed. */
export const changeChannel = 'tendero_change'

/** Ids named for one change; a mass edit is told without them. */
const mostIds = 100
/** PostgreSQL takes less than 8,000 bytes. */
const longestPayload = 7_500

/** Tells all processes what the events say has changed: one notice of a workspace, or as many as it needs. */
export async function publishChanges(
  database: Pick<Database, 'control'>,
  events: readonly ChangeEvent[],
): Promise<void> {
  for (const payload of noticesOf(events)) await database.control(sql`select pg_notify(${changeChannel}, ${payload})`)
}

/** The notices as JSON, none longer than PostgreSQL takes. */
export function noticesOf(events: readonly ChangeEvent[]): readonly string[] {
  const byWorkspace = new Map<string, ObjectChange[]>()
  for (const { workspace_id, payload } of events) {
    const change = changeOf(payload)
    if (change) byWorkspace.set(workspace_id, [...(byWorkspace.get(workspace_id) ?? []), change])
  }
  return [...byWorkspace].flatMap(([workspaceId, changes]) => packed(workspaceId, changes))
}

function changeOf({ object, ids, operationId }: ChangeEvent['payload']): ObjectChange | undefined {
  if (typeof object !== 'string' || !Array.isArray(ids)) return undefined
  return {
    object,
    ids: ids.length > mostIds ? null : ids.map(String),
    operationId: typeof operationId === 'string' ? operationId : null,
  }
}

function packed(workspaceId: string, changes: readonly ObjectChange[]): readonly string[] {
  const notices: string[] = []
  let group: ObjectChange[] = []
  let length = 0
  const close = () => {
    if (group.length > 0) notices.push(JSON.stringify({ workspaceId, position: newId(), changes: group }))
    group = []
    length = 0
  }
  for (const change of changes) {
    const size = JSON.stringify(change).length + 1
    if (length + size > longestPayload - 200) close()
    group.push(change)
    length += size
  }
  close()
  return notices
}

/** Notices that are kept for those who come back after a short absence. */
const mostKept = 5_000

/** What this process hears of changes, and those who want to know. */
export interface ChangeFeed {
  /** A notice as it came over the channel. */
  heard(payload: string): void
  /** The last notice that was heard: what is read from now on holds everything that was told until then. */
  position(): string
  /** Whether notices are heard; after a time without, nobody knows what was missed. */
  listening(up: boolean): void
  /**
   * Tells of every further notice of a workspace, `undefined` when some may have been missed. The notices since a
   * position come at once; a position that is not known any more counts as missed.
   */
  follow(
    workspaceId: string,
    since: string | undefined,
    tell: (notice: ChangeNotice | undefined) => void,
  ): { readonly position: string; stop(): void }
}

export function openChangeFeed(): ChangeFeed {
  const kept: ChangeNotice[] = []
  /** The place before the first that is kept. */
  let origin = newId()
  const followers = new Map<string, Set<(notice: ChangeNotice | undefined) => void>>()
  // Until the first time that notices are heard, changes go by unheard.
  let missed = true
  const position = () => kept.at(-1)?.position ?? origin
  return {
    position,
    heard(payload) {
      const notice: ChangeNotice = JSON.parse(payload)
      kept.push(notice)
      if (kept.length > mostKept) origin = kept.splice(0, mostKept / 10).at(-1)?.position ?? origin
      for (const tell of followers.get(notice.workspaceId) ?? []) tell(notice)
    },
    listening(up) {
      if (!up) missed = true
      else if (missed) {
        missed = false
        kept.length = 0
        origin = newId()
        for (const group of followers.values()) for (const tell of group) tell(undefined)
      }
    },
    follow(workspaceId, since, tell) {
      if (since !== undefined) {
        const at = kept.findLastIndex((one) => one.position === since)
        if (at < 0 && since !== origin) tell(undefined)
        else for (const one of kept.slice(at + 1)) if (one.workspaceId === workspaceId) tell(one)
      }
      const group = followers.get(workspaceId) ?? new Set()
      followers.set(workspaceId, group.add(tell))
      return {
        position: position(),
        stop() {
          group.delete(tell)
          if (group.size === 0) followers.delete(workspaceId)
        },
      }
    },
  }
}

import type { Logger } from 'pino'
import { auditBatch, requestedBy } from './audit.ts'
import type { Caller } from './caller.ts'
import type { Database } from './database.ts'

/** Hears what somebody reads: of which object, which of its sensitive fields, of one record or of a list. */
export type NoteRead = (object: string, sensitive: readonly string[], record: string | null) => void

/** Notes reads of sensitive fields, and all that somebody sees with borrowed eyes: once an hour for the same. */
export interface ReadLog {
  /** Who reads; undefined for the program, whom nobody asked. */
  noting(caller: Caller): NoteRead | undefined
  /** Writes what waits. It does by itself after some seconds, and when the process stops. */
  flush(): Promise<void>
}

const hour = 3_600_000
const restMilliseconds = 5_000
/** What is known to be noted in this hour. */
const mostKnown = 100_000
/** While the database takes nothing, so many wait. */
const mostWaiting = 20_000
const mostAtOnce = 500

type Waiting = Parameters<typeof auditBatch>[1][number]

/** Off the path of the request: what is read is gathered and written a moment later. */
export function openReadLog(database: Pick<Database, 'transaction'>, log: Logger): ReadLog {
  const known = new Set<string>()
  let knownHour = 0
  let waiting: Waiting[] = []
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  const isNew = (key: string): boolean => {
    const now = Math.floor(Date.now() / hour)
    if (now !== knownHour || known.size >= mostKnown) known.clear()
    knownHour = now
    return known.size < known.add(key).size
  }
  const add = (read: Waiting): void => {
    if (waiting.length < mostWaiting) waiting.push(read)
    else log.error({ read }, 'a read could not be noted: too many wait')
    timer ??= setTimeout(() => void flush(), restMilliseconds).unref()
  }
  const writeAll = async (): Promise<void> => {
    clearTimeout(timer)
    timer = undefined
    while (waiting.length > 0) {
      const workspaceId = waiting[0]?.who.workspaceId
      const batch = waiting.filter(({ who }) => who.workspaceId === workspaceId).slice(0, mostAtOnce)
      await auditBatch(database, batch)
      const written = new Set(batch)
      waiting = waiting.filter((one) => !written.has(one))
    }
  }
  const flush = (): Promise<void> => {
    writing = writing.then(writeAll).catch((err: unknown) => {
      log.error({ err, waiting: waiting.length }, 'reads wait to be noted: the database did not take them')
      timer ??= setTimeout(() => void flush(), restMilliseconds).unref()
    })
    return writing
  }
  return {
    flush,
    noting(caller) {
      if (!caller.origin) return undefined
      const { actor, viewer = actor, origin } = caller
      const action = caller.viewer ? 'view_as.read' : 'sensitive.read'
      return (object, sensitive, record) => {
        if (sensitive.length === 0 && !caller.viewer) return
        const { workspaceId, through } = actor
        const fields = [...sensitive].sort()
        const key = [workspaceId, viewer.userId, actor.userId, through, origin.keyId, object, record, ...fields].join()
        if (!isNew(key)) return
        const detail = { fields, ...(record ? {} : { list: true }) }
        add(requestedBy(caller, { action, object, ...(record ? { recordId: record } : {}), detail }))
      }
    },
  }
}

import type { LiveChanges, LiveEvents, LiveInterest } from '@tendero/model/api'
import { z } from 'zod'
import type { Caller } from '../kernel/caller.ts'
import { Answer, type Endpoint, endpoint } from '../kernel/endpoint.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { newId } from '../kernel/identity.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { presentAgainAfter, tellPresence } from '../kernel/presence.ts'
import { permitted } from './interest.sql.ts'
import { concerning, idsOf, together, withOwn } from './interest.ts'
import { keepInterest } from './kept-interest.ts'

const mostObjects = 40
const mostRecords = 500
/** Streams of one person, in this process: windows that were not closed do not pile up. */
const mostStreams = 20
/** Events that wait for a window that does not read, some more than the feed keeps; it comes back when it does. */
const mostUnread = 6_000
const heartbeatMilliseconds = 15_000
/** "Something of this object has changed" is told so often at most: with the way there, all are current in a second. */
const restMilliseconds = 800

const input = z.object({
  objects: z.array(z.string().max(60)).max(mostObjects).default([]),
  records: z.record(z.string().max(60), z.array(z.uuid()).max(mostRecords)).default({}),
  /** The position that the last stream of this window reached, or the session was read at. */
  since: z.string().max(60).optional(),
  /** The record that its owner looks at, for others who do. */
  viewing: z.object({ object: z.string().max(60), id: z.uuid() }).optional(),
})

export const liveEndpoints: readonly Endpoint[] = [
  endpoint({
    method: 'POST',
    path: '/live',
    whileViewing: true,
    summary:
      'What changes of the records and objects that are shown, as server-sent events: hello, changed, present, missed.',
    input,
    async handle({ kernel, caller, body, again }) {
      const { viewer } = caller
      const read = input.safeParse(body)
      if (!read.success) throw invalid({ [read.error.issues[0]?.path.join('.') ?? '']: { code: 'invalid_value' } })
      const { objects, records, since, viewing } = read.data
      if (Object.values(records).flat().length > mostRecords) throw invalid({ records: { code: 'too_many' } })
      const shown = viewing
        ? { ...records, [viewing.object]: [...idsOf(records, viewing.object), viewing.id] }
        : records
      const interest = await permitted(kernel, caller, { objects, records: shown })
      const seen =
        viewing && !viewer && idsOf(interest.records, viewing.object).includes(viewing.id) ? viewing.id : undefined
      const leave = enter(kernel, (viewer ?? caller.actor).userId)
      return new Answer(
        () =>
          stream({
            kernel,
            caller,
            interest: viewer ? interest : withOwn(interest, caller.actor.userId),
            since,
            viewing: seen,
            again,
            leave,
          }),
        {
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-store',
          // A proxy that gathers answers would hold events back.
          'x-accel-buffering': 'no',
        },
      )
    },
  }),
]

/** The open streams of this process: how many each person has, and how they are ended when it stops. */
interface Streams {
  readonly counts: Map<string, number>
  readonly closing: Set<() => void>
}

const open = new WeakMap<Kernel, Streams>()

function streamsOf(kernel: Kernel): Streams {
  const known = open.get(kernel)
  if (known) return known
  const made: Streams = { counts: new Map(), closing: new Set() }
  kernel.stopping.addEventListener('abort', () => {
    for (const close of made.closing) close()
  })
  open.set(kernel, made)
  return made
}

/** @throws Failure 429 `too_many_streams` */
function enter(kernel: Kernel, userId: string): () => void {
  const { counts } = streamsOf(kernel)
  const count = counts.get(userId) ?? 0
  if (count >= mostStreams) throw new Failure(429, 'too_many_streams', { details: { most: mostStreams } })
  counts.set(userId, count + 1)
  return () => {
    const left = (counts.get(userId) ?? 1) - 1
    if (left > 0) counts.set(userId, left)
    else counts.delete(userId)
  }
}

interface Stream {
  readonly kernel: Kernel
  readonly caller: Caller
  readonly interest: LiveInterest
  readonly since: string | undefined
  readonly viewing: string | undefined
  /** Who asks, asked once more; throws when they may no longer. */
  again(): Promise<Caller>
  leave(): void
}

type Send = <E extends keyof LiveEvents>(event: E, data: LiveEvents[E]) => void

const encoder = new TextEncoder()

function stream({ kernel, caller, interest, since, viewing, again, leave }: Stream): ReadableStream<Uint8Array> {
  const { workspaceId, userId } = caller.actor
  const id = newId()
  const ends: (() => void)[] = [leave]
  let ended = false
  const end = () => {
    if (ended) return
    ended = true
    for (const one of ends) one()
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const close = () => {
          if (ended) return
          end()
          controller.close()
        }
        const send: Send = (event, data) => {
          if (ended) return
          controller.enqueue(encoder.encode(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`))
          if ((controller.desiredSize ?? 0) < -mostUnread) close()
        }
        const gathered = gather((changes) => send('changed', changes))
        const look = async (records: LiveInterest['records']) =>
          (await permitted(kernel, caller, { objects: [], records })).records
        const kept = keepInterest(interest, look, restMilliseconds, close)
        const feed = kernel.changes.follow(workspaceId, since, (notice) => {
          if (!notice) return send('missed', {})
          const changes = concerning(kept.current(), notice)
          if (!changes) return
          gathered.add(changes)
          kept.told(changes)
        })
        ends.push(feed.stop, gathered.stop, kept.stop)
        send('hello', { position: gathered.waits() ? null : feed.position })
        const beat = setInterval(() => {
          // A line for who waits; and whoever may no longer listen hears no more.
          if (!ended) controller.enqueue(encoder.encode(': still here\n\n'))
          again().then((now) => {
            if (now.model.version !== caller.model.version || now.actor.userId !== caller.actor.userId) close()
          }, close)
        }, heartbeatMilliseconds)
        ends.push(() => clearInterval(beat))
        const { closing } = streamsOf(kernel)
        closing.add(close)
        ends.push(() => closing.delete(close))
        if (viewing) ends.push(present(kernel, { workspaceId, stream: id, userId, record: viewing }, caller, send))
      },
      cancel: end,
    },
    { highWaterMark: 64 },
  )
}

/** Records are told at once; objects at once too, and then again after a rest. */
function gather(tell: (changes: LiveChanges) => void) {
  let waiting: LiveChanges | undefined
  let timer: NodeJS.Timeout | undefined
  const rest = () => {
    timer = setTimeout(() => {
      timer = undefined
      const told = waiting
      waiting = undefined
      if (!told) return
      tell(told)
      rest()
    }, restMilliseconds)
  }
  return {
    add(changes: LiveChanges) {
      if (Object.keys(changes.objects).length === 0) return tell(waiting ? { ...changes, position: null } : changes)
      if (timer === undefined) {
        tell(changes)
        return rest()
      }
      // Not a place to come back to: the objects are still to be told.
      if (changes.records.length > 0) tell({ ...changes, position: null, objects: {} })
      const objects = { ...changes, records: [] }
      waiting = waiting ? together(waiting, objects) : objects
    },
    /** Whether something is still to be told. */
    waits: () => waiting !== undefined,
    stop: () => clearTimeout(timer),
  }
}

/** Tells others that somebody looks at a record, and them who else does. */
function present(
  kernel: Kernel,
  presenting: Parameters<typeof tellPresence>[1] & { readonly record: string },
  caller: Caller,
  send: Send,
): () => void {
  const { workspaceId, userId, record } = presenting
  const tell = (at: string | null) => void tellPresence(kernel.database, { ...presenting, record: at }).catch(() => {})
  const people = () => {
    const names = caller.model.catalogue.get('user')
    const others = kernel.presence.at(workspaceId, record).filter((other) => other !== userId)
    send('present', {
      record,
      people: others.map((other) => ({ id: other, name: String(names?.get(other)?.name ?? '') })),
    })
  }
  const stop = kernel.presence.follow(workspaceId, record, people)
  const again = setInterval(() => {
    tell(record)
    people()
  }, presentAgainAfter)
  tell(record)
  people()
  return () => {
    clearInterval(again)
    stop()
    tell(null)
  }
}

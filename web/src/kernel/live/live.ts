import type { LiveEvents, LivePresence } from '@tendero/model/api'
import { queryClient } from '../queries.ts'
import { createStore } from '../store.ts'
import { openStream } from '../transport.ts'
import { eventReader, type StreamEvent } from './event-stream.ts'
import { interestOf } from './interest.ts'
import { refreshAll, refreshChanged } from './refresh.ts'

/** Who else looks at the record that is on the screen. */
export const present = createStore<LivePresence | null>(null)

type LiveEvent = { [E in keyof LiveEvents]: { readonly event: E; readonly data: LiveEvents[E] } }[keyof LiveEvents]

interface Viewing {
  readonly object: string
  readonly id: string
}

const settleMilliseconds = 300
const firstPause = 1_000
const longestPause = 15_000
/** The server says something every quarter of a minute; a stream that is silent for longer is dead. */
const silentMilliseconds = 40_000
/** A window that nobody sees gives its connection back: a browser has few for one server. */
const hiddenMilliseconds = 60_000
const lookMilliseconds = 5_000

let viewing: Viewing | undefined
let reopen = (): void => {}

/** Tells others who look at the same record that this window does; the answer ends it. */
export function view(object: string, id: string): () => void {
  const mine = { object, id }
  viewing = mine
  reopen()
  return () => {
    if (viewing !== mine) return
    viewing = undefined
    present.set(null)
    reopen()
  }
}

/** Keeps what is on the screen current with what others do, until the answer is called. */
export function keepLive(): () => void {
  let over = false
  let asked = ''
  let position: string | undefined
  let heardAt = 0
  let hiddenSince: number | undefined
  let pause = firstPause
  let current: AbortController | undefined
  let settling: ReturnType<typeof setTimeout> | undefined
  let retrying: ReturnType<typeof setTimeout> | undefined

  const asking = (): string =>
    JSON.stringify({ ...interestOf(queryClient.getQueryCache().findAll({ type: 'active' })), viewing })

  const connect = async (): Promise<void> => {
    clearTimeout(retrying)
    retrying = undefined
    if (over) return
    current?.abort()
    const own = new AbortController()
    current = own
    asked = asking()
    heardAt = Date.now()
    try {
      const stream = await openStream('/live', { ...JSON.parse(asked), since: position }, own.signal)
      const reader = stream.getReader()
      const decoder = new TextDecoder()
      const read = eventReader()
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        heardAt = Date.now()
        pause = firstPause
        for (const event of read(decoder.decode(piece.value, { stream: true }))) hear(event)
      }
    } catch {
      // Told by the silence: tried again below.
    }
    if (current !== own || over) return
    current = undefined
    retrying = setTimeout(() => void connect(), pause)
    pause = Math.min(pause * 2, longestPause)
  }

  const hear = (heard: StreamEvent): void => {
    const { event, data } = heard as LiveEvent
    if ((event === 'hello' || event === 'changed') && data.position !== null) position = data.position
    if (event === 'changed') void refreshChanged(data)
    if (event === 'missed') void refreshAll()
    if (event === 'present') present.set(data)
  }

  const rest = (): void => {
    current?.abort()
    current = undefined
  }
  const look = (): void => {
    if (document.visibilityState === 'hidden') {
      hiddenSince ??= Date.now()
      if (current && Date.now() - hiddenSince > hiddenMilliseconds) rest()
      return
    }
    hiddenSince = undefined
    if (!current && retrying === undefined) void connect()
    else if (Date.now() - heardAt > silentMilliseconds) void connect()
  }
  const wake = (): void => {
    hiddenSince = document.visibilityState === 'hidden' ? (hiddenSince ?? Date.now()) : undefined
    if (document.visibilityState === 'hidden') return
    if (!current || Date.now() - heardAt > silentMilliseconds / 2) void connect()
  }

  reopen = () => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (current && asking() !== asked) void connect()
    }, settleMilliseconds)
  }
  const unsubscribe = queryClient.getQueryCache().subscribe(({ type }) => {
    if (type !== 'observerResultsUpdated') reopen()
  })
  const timer = setInterval(look, lookMilliseconds)
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  void connect()
  return () => {
    over = true
    reopen = () => {}
    unsubscribe()
    clearInterval(timer)
    clearTimeout(settling)
    clearTimeout(retrying)
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
    rest()
  }
}

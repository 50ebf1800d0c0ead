import type { LivePresence } from '@tendero/model/api'
import { queryClient, sessionQuery } from '../queries.ts'
import { createStore } from '../store.ts'
import { type Connection, type LiveEvent, liveConnection } from './connection.ts'
import { interestOf } from './interest.ts'
import { refreshAll, refreshChanged } from './refresh.ts'

/** Who else looks at the record that is on the screen. */
export const present = createStore<LivePresence | null>(null)

interface Viewing {
  readonly object: string
  readonly id: string
}

const settleMilliseconds = 300
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
  const connection = liveConnection({
    asking,
    since: queryClient.getQueryData(sessionQuery.queryKey)?.livePosition,
    hear,
  })
  const stopAsking = askAgainWhenAnotherThingIsShown(connection)
  const stopLooking = restWhileUnseen(connection)
  connection.open()
  return () => {
    stopAsking()
    stopLooking()
    connection.rest()
  }
}

function asking(): string {
  return JSON.stringify({ ...interestOf(queryClient.getQueryCache().findAll({ type: 'active' })), viewing })
}

function hear({ event, data }: LiveEvent): void {
  if (event === 'hello') reopen()
  if (event === 'changed') void refreshChanged(data)
  if (event === 'missed') void refreshAll()
  if (event === 'present') present.set(data)
}

function askAgainWhenAnotherThingIsShown(connection: Connection): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined
  reopen = () => {
    clearTimeout(settling)
    settling = setTimeout(() => {
      if (connection.isOutdated()) connection.open()
      else if (connection.isGreeted() && queryClient.isFetching() === 0) connection.noteShown()
    }, settleMilliseconds)
  }
  const unsubscribe = queryClient.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'fetch') connection.noteReading()
    if (event.type !== 'observerResultsUpdated') reopen()
  })
  return () => {
    reopen = () => {}
    unsubscribe()
    clearTimeout(settling)
  }
}

/** Rests while the window is hidden for long; opens it when the window is seen or has a net again, or the stream is dead. */
function restWhileUnseen(connection: Connection): () => void {
  let hiddenSince: number | undefined
  const hiddenFor = (): number | undefined => {
    hiddenSince = document.visibilityState === 'hidden' ? (hiddenSince ?? Date.now()) : undefined
    return hiddenSince && Date.now() - hiddenSince
  }
  const look = (): void => {
    const hidden = hiddenFor()
    if (hidden !== undefined) {
      if (hidden > hiddenMilliseconds && connection.isOpen()) connection.rest()
      return
    }
    const isAwaited = connection.isOpen() || connection.isRetrying()
    if (!isAwaited || connection.silence() > silentMilliseconds) connection.open()
  }
  const wake = (): void => {
    if (hiddenFor() !== undefined) return
    if (!connection.isOpen() || connection.silence() > silentMilliseconds / 2) connection.open()
  }
  const timer = setInterval(look, lookMilliseconds)
  document.addEventListener('visibilitychange', wake)
  window.addEventListener('online', wake)
  return () => {
    clearInterval(timer)
    document.removeEventListener('visibilitychange', wake)
    window.removeEventListener('online', wake)
  }
}

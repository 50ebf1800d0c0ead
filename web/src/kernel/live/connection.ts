import type { LiveEvents } from '@tendero/model/api'
import { openStream } from '../transport.ts'
import { eventReader } from './event-stream.ts'

/** An event of the stream with what it brings. */
export type LiveEvent = {
  [E in keyof LiveEvents]: { readonly event: E; readonly data: LiveEvents[E] }
}[keyof LiveEvents]

/** The stream of changes, asked for again each time it breaks. */
export interface Connection {
  /** Asks for the stream, anew when there is one. */
  open(): void
  /** Gives the stream back until it is asked for again. */
  rest(): void
  isOpen(): boolean
  /** Whether the server has begun to tell what was asked for. */
  isGreeted(): boolean
  /** Whether it broke, and will be asked for again by itself. */
  isRetrying(): boolean
  /** Whether the stream is open and tells of something else than would be asked now. */
  isOutdated(): boolean
  /**
   * Something begins to be read: a stream that shows what comes of it tells from here on. The one that is open does not
   * tell of it yet, but moves on.
   */
  noteReading(): void
  /** Nothing is being read, and the stream tells of all that was. */
  noteShown(): void
  /** For how long nothing was heard, in milliseconds. */
  silence(): number
}

interface ConnectionOptions {
  /** What the stream is to tell of, as JSON. */
  readonly asking: () => string
  /** From where the first stream is to tell: nothing that is shown was read before. */
  readonly since: string | undefined
  readonly hear: (event: LiveEvent) => void
}

const firstPause = 1_000
const longestPause = 15_000

export function liveConnection({ asking, since, hear }: ConnectionOptions): Connection {
  let asked = ''
  let position = since
  let readFrom: string | undefined
  let heardAt = 0
  let pause = firstPause
  let current: AbortController | undefined
  let greeted = false
  let retrying: ReturnType<typeof setTimeout> | undefined

  const rest = (): void => {
    clearTimeout(retrying)
    retrying = undefined
    current?.abort()
    current = undefined
  }
  const open = async (): Promise<void> => {
    rest()
    const own = new AbortController()
    current = own
    greeted = false
    asked = asking()
    heardAt = Date.now()
    try {
      await follow(own.signal)
    } catch {
      // Told by the silence: tried again below.
    }
    if (current !== own) return
    current = undefined
    retrying = setTimeout(() => void open(), pause)
    pause = Math.min(pause * 2, longestPause)
  }
  const follow = async (signal: AbortSignal): Promise<void> => {
    const stream = await openStream('/live', { ...JSON.parse(asked), since: readFrom ?? position }, signal)
    const reader = stream.getReader()
    const decoder = new TextDecoder()
    const read = eventReader()
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      heardAt = Date.now()
      pause = firstPause
      for (const event of read(decoder.decode(piece.value, { stream: true }))) take(event as LiveEvent)
    }
  }
  const take = (told: LiveEvent): void => {
    if (told.event === 'hello' || told.event === 'changed') position = told.data.position ?? position
    greeted ||= told.event === 'hello'
    hear(told)
  }

  return {
    open: () => void open(),
    rest,
    isOpen: () => current !== undefined,
    isGreeted: () => current !== undefined && greeted,
    isRetrying: () => retrying !== undefined,
    isOutdated: () => current !== undefined && asking() !== asked,
    noteReading() {
      readFrom ??= position
    },
    noteShown() {
      readFrom = undefined
    },
    silence: () => Date.now() - heardAt,
  }
}

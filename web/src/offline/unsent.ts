import type { Problem } from '@tendero/model/api'

/** What can be written without a network. */
const kinds = ['note', 'call', 'visit'] as const
type UnsentKind = (typeof kinds)[number]

export function isUnsentKind(object: string): object is UnsentKind {
  return kinds.some((kind) => kind === object)
}

/** A note, call or visit that is on this device and not yet on the server. */
export interface Unsent {
  /** Of the record that it becomes: made on the device, growing with time. */
  readonly id: string
  /** Ids: for others it neither shows nor is sent. */
  readonly workspace: string
  readonly author: string
  readonly object: UnsentKind
  readonly collection: string
  /** The record's values, as the API takes them. */
  readonly values: Readonly<Record<string, unknown>>
  /** Titles of the references among them. */
  readonly titles: Readonly<Record<string, string>>
  /** In milliseconds since 1970, by the device's clock. */
  readonly writtenAt: number
  readonly state: 'waiting' | 'sending' | 'refused'
  /** Why it was refused. */
  readonly problem?: Problem
  /** How often the server answered that it cannot take it now. */
  readonly attempts: number
}

/** What one sees of several: refused ones need the person, waiting ones a network. */
export interface UnsentCounts {
  readonly waiting: number
  readonly sending: number
  readonly refused: number
}

export function countsOf(entries: readonly Unsent[]): UnsentCounts {
  const count = (state: Unsent['state']): number => entries.filter((entry) => entry.state === state).length
  return { waiting: count('waiting'), sending: count('sending'), refused: count('refused') }
}

/** In the order of writing. */
export function inOrder(entries: readonly Unsent[]): readonly Unsent[] {
  return [...entries].sort((a, b) => a.writtenAt - b.writtenAt || (a.id < b.id ? -1 : 1))
}

/**
 * The one to be sent next: the oldest that is not refused. One that is being sent is among them: a window that was closed
 * meanwhile left it so, and the server knows it again.
 */
export function nextToSend(entries: readonly Unsent[]): Unsent | undefined {
  return inOrder(entries).find(({ state }) => state !== 'refused')
}

/**
 * What an answer means for an entry: `later` tries again by itself, `sign_in` when its author is signed in again, `refused`
 * waits for the author to mend it.
 */
export type Verdict = 'later' | 'sign_in' | 'refused'

/** Statuses that say nothing about the entry. */
const passing = new Set([408, 425, 429])
/** A server that fails so often on the same entry will not take it tomorrow either, and others wait behind it. */
const mostAttempts = 8

/**
 * @param problem what the server answered; status 0 when it was not reached
 * @param attempts how often it answered before that it cannot take it now
 */
export function verdictOf({ status, code }: Pick<Problem, 'status' | 'code'>, attempts: number): Verdict {
  if (status === 0) return 'later'
  if (status === 401) return 'sign_in'
  if (status >= 500 || passing.has(status)) return attempts + 1 < mostAttempts ? 'later' : 'refused'
  // No answer of ours: something on the way, such as the sign-in of a hotel's network.
  return code === 'unknown' ? 'later' : 'refused'
}

const shortestPause = 2_000
const longestPause = 5 * 60_000

/** Milliseconds until it is tried again by itself, after so many failures in a row. */
export function pauseAfter(failures: number): number {
  return failures === 0 ? 0 : Math.min(longestPause, shortestPause * 2 ** (failures - 1))
}

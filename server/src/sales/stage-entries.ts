import type { Values } from '../kernel/lifecycle.ts'
import type { Stage, StageBook } from './stage-book.ts'

/** A time that a deal spent in a stage; both instants in UTC, `leftAt` null while it is there. */
export interface StageEntry {
  readonly stage: string
  readonly enteredAt: string
  readonly leftAt: string | null
}

/** An opportunity that enters a stage. */
export interface Entering {
  readonly before: Values | null
  /** Its values after the change. */
  readonly after: Values
  readonly stage: Stage
}

export interface EntryMoment {
  /** When it happens: now, or when an import says that it did. */
  readonly at: string
  /** The workspace's day. */
  readonly today: string
  /** The instant at which a day begins for the workspace. */
  startOf(day: string): string
}

/**
 * The stage entries of a deal that enters a stage, oldest first; the last one is where it is now. Days in the past are
 * believed: a new deal is in its stage since it was opened; one that comes closed was in the first stage of its
 * pipeline from opening to closing. A deal that closes left its stage on the day of closing, never before it entered.
 */
export function stageEntries({ before, after, stage }: Entering, book: StageBook, moment: EntryMoment): StageEntry[] {
  const instant = (day: unknown) => (typeof day === 'string' && day < moment.today ? moment.startOf(day) : moment.at)
  const closed = stage.category !== 'open'
  if (before) {
    const since = typeof before.stageEnteredAt === 'string' ? new Date(before.stageEnteredAt).toISOString() : ''
    const at = closed ? instant(after.closedOn) : moment.at
    return [{ stage: stage.id, enteredAt: at > since ? at : since, leftAt: null }]
  }
  const enteredAt = instant(closed ? after.closedOn : after.openedOn)
  const here = { stage: stage.id, enteredAt, leftAt: null }
  const first = closed ? book.first(stage.pipeline) : undefined
  const openedAt = instant(after.openedOn)
  if (first?.category !== 'open' || openedAt >= enteredAt) return [here]
  return [{ stage: first.id, enteredAt: openedAt, leftAt: enteredAt }, here]
}

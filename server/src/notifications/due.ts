import type { Reader } from '../collaboration/index.ts'
import type { DueNotice } from './due-notices.ts'

/** Notices of one event about records of one object. */
export interface Due {
  readonly object: string
  readonly cause: string
  readonly commentId: string | null
  readonly actorId: string | null
  /** When it was done: jobs may run in another order. */
  readonly at: string
  readonly notices: readonly DueNotice[]
  /** Does what was done say anything to this reader? */
  readonly tells?: (reader: Reader, notice: DueNotice) => boolean
}

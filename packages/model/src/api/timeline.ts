import type { TimelineKind } from '../activity-kinds.ts'
import type { FileValue } from '../fields/file.ts'
import type { RichText } from '../rich-text.ts'
import type { AnyRecord } from './records.ts'

/** One thing that happened to a customer, newest first. */
export interface TimelineItem {
  readonly id: string
  readonly kind: TimelineKind
  readonly at: string
  /** The activity or note itself, for those kinds. */
  readonly activity?: AnyRecord
  readonly comment?: TimelineThread
  readonly file?: TimelineFile
  readonly share?: TimelineShare
  readonly change?: TimelineChange
}

/** A page of what happened, newest first. `GET /{collection}/{id}?timeline=20` has it beside the record's fields. */
export interface Timeline {
  readonly items: readonly TimelineItem[]
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
}

export interface TimelineChange {
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  /** Old and new value by field; hidden fields are left out. */
  readonly patch: Readonly<Record<string, readonly [before: unknown, after: unknown]>>
  /** Titles of references among the values, by id. */
  readonly titles: Readonly<Record<string, string>>
  readonly by: { readonly id: string; readonly name: string } | null
  readonly through: 'screen' | 'api_key' | 'mcp' | 'import' | 'system'
  readonly operationId: string
}

/** What was done with a file of the record: attached, renamed, removed, brought back. */
export interface TimelineFile extends Pick<TimelineChange, 'verb' | 'by' | 'through' | 'operationId'> {
  /** The file as it is now. */
  readonly file: FileValue
  /** Is it still attached? */
  readonly there: boolean
}

/** With whom the record was shared: given, changed, taken back, brought back; `end`: its time was over. */
export interface TimelineShare extends Pick<TimelineChange, 'by' | 'through'> {
  readonly verb: TimelineChange['verb'] | 'end'
  /** The person or the team; null where it is gone, or not to be told. */
  readonly with: { readonly object: 'user' | 'team'; readonly id: string; readonly name: string } | null
  /** What they may do from then on; not there where it stayed. */
  readonly access?: string
  /** Until when, null for good; not there where it stayed. */
  readonly until?: string | null
  /** By which operation it can be taken back; null for an end, which nobody brought about. */
  readonly operationId: string | null
}

/** What somebody said about the record. */
export interface TimelineComment {
  readonly id: string
  readonly version: number
  readonly at: string
  readonly by: TimelineChange['by']
  /** When its author last changed it; null for one that stands as it was written. */
  readonly editedAt: string | null
  /** Null for one that its author deleted, and that others had replied to. */
  readonly body: RichText | null
}

/** A comment with the replies to it, the oldest first. */
export interface TimelineThread extends TimelineComment {
  readonly replies: readonly TimelineComment[]
}

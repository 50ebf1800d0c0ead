import type { FileValue } from '../fields/file.ts'
import type { AnyRecord } from './records.ts'

export type TimelineKind = 'task' | 'call' | 'visit' | 'meeting' | 'note' | 'file' | 'change'

/** One thing that happened to a customer, newest first. */
export interface TimelineItem {
  readonly id: string
  readonly kind: TimelineKind
  readonly at: string
  /** The activity or note itself, for those kinds. */
  readonly activity?: AnyRecord
  readonly file?: TimelineFile
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

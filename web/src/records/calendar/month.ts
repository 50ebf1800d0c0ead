import type { MetadataField, MetadataObject } from '@tendero/model/api'
import type { ViewSearch } from '../../kernel/view-state.ts'
import type { MonthRecords } from './calendar-data.ts'
import type { Month } from './calendar-shape.ts'
import type { MoveEntry } from './use-move-entry.ts'

/** A month of records, and what can be done with it. */
export interface CalendarMonth {
  readonly object: MetadataObject
  readonly field: MetadataField
  readonly search: ViewSearch
  readonly month: Month
  readonly today: string
  readonly records: MonthRecords
  /** May records be put on another day at all? A rule may keep one where it is. */
  readonly movable: boolean
  readonly onMove: MoveEntry
  /** A record is being opened that stands on these days: from one until before another. */
  readonly onOpen: (days: readonly [string, string]) => void
  /** Shows the month so many before or after. */
  readonly onMonth: (count: number) => void
}

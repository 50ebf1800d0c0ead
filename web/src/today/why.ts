import type { TodayItem } from '@tendero/model/api'
import { dayIn } from '@tendero/model/calendar'
import type { Format } from '../kernel/format.ts'
import type { TodayWords } from './words.ts'

/** Why an item stands on Today, in words. */
export function whyWords(
  { reason, at, missing }: TodayItem,
  words: TodayWords,
  format: Format,
  labelOf: (field: string) => string,
): string {
  const { why } = words
  if (reason === 'missing_fields') return why.missing_fields(format.list((missing ?? []).map(labelOf)))
  const day = at && (at.length === 10 ? at : dayIn(format.timeZone, new Date(at)))
  if (reason === 'no_next_step' || !at || !day) return why.no_next_step
  if (reason === 'due') return why.due(format.time(at))
  if (reason === 'stale') return why.stale(format.day(day))
  return why[reason](at.length === 10 ? format.relativeDay(day) : format.relative(at))
}

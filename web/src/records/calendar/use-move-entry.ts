import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { useMoveRecord } from '../use-move-record.ts'
import { useValueOn } from './calendar-data.ts'
import { useCalendarWords } from './words.ts'

export type MoveEntry = (record: AnyRecord, day: string) => void

/** Puts records on another day, at their time of day. */
export function useMoveEntry(object: MetadataObject, field: MetadataField): MoveEntry {
  const words = useCalendarWords()
  const format = useFormat()
  const valueOn = useValueOn()
  const move = useMoveRecord(object)
  return (record, day) =>
    move(record, (shown) => ({
      patch: { [field.name]: valueOn(shown, field, day) },
      said: words.moved(titleOf(object, shown), format.day(day)),
    }))
}

/** May records be put on another day? */
export function isMovable({ can }: MetadataObject, { kind, readOnly, createOnly }: MetadataField): boolean {
  return can.edit !== 'none' && !readOnly && !createOnly && ['date', 'dateTime'].includes(kind)
}

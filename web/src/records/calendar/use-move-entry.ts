import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { instantOf, localTime } from '@tendero/model/calendar'
import { conflict } from '../../design/asked.ts'
import { failed, undoable } from '../../design/notices.tsx'
import { titleOf } from '../../fields/reference-options.ts'
import { useFormat } from '../../kernel/format.ts'
import { queryClient } from '../../kernel/queries.ts'
import { perform } from '../../kernel/transport.ts'
import { conflictOf, refreshAround, showRecord } from '../record-data.ts'
import { useCalendarWords } from './words.ts'

export type MoveEntry = (record: AnyRecord, day: string) => void

/** Puts records on another day, at their time of day: shown at once, taken back when refused, undone from its notice. */
export function useMoveEntry(object: MetadataObject, field: MetadataField): MoveEntry {
  const words = useCalendarWords()
  const format = useFormat()
  const valueOn = (record: AnyRecord, day: string): string => {
    if (field.kind === 'date') return day
    const time = localTime(format.timeZone, new Date(String(record[field.name]))).slice(10)
    return instantOf(format.timeZone, `${day}${time}`).toISOString()
  }
  const send = async (record: AnyRecord, day: string): Promise<void> => {
    const patch = { [field.name]: valueOn(record, day) }
    showRecord(object.name, { ...record, ...patch })
    try {
      const { value, operationId } = await perform<AnyRecord>('PATCH', `/${object.collection}/${record.id}`, {
        body: patch,
        headers: { 'if-match': `"${record.version}"` },
      })
      showRecord(object.name, { ...value, titles: { ...record.titles, ...value.titles } })
      refreshAround(object)
      undoable(words.moved(titleOf(object, record), format.day(day)), operationId)
    } catch (error) {
      const found = conflictOf(object, error)
      showRecord(object.name, found?.current ?? record)
      if (found) conflict.set(found)
      else failed(error)
      void queryClient.invalidateQueries({ queryKey: ['aggregate', object.name] })
    }
  }
  return (record, day) => void send(record, day)
}

/** May records be put on another day? */
export function isMovable({ can }: MetadataObject, { kind, readOnly, createOnly }: MetadataField): boolean {
  return can.edit !== 'none' && !readOnly && !createOnly && ['date', 'dateTime'].includes(kind)
}

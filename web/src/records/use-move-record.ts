import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { conflict } from '../design/asked.ts'
import { failed, undoable } from '../design/notices.tsx'
import { queryClient } from '../kernel/queries.ts'
import { perform } from '../kernel/transport.ts'
import { conflictOf, refreshAround, showRecord } from './record-data.ts'

export type MoveRecord = (
  record: AnyRecord,
  patch: Readonly<Record<string, unknown>>,
  /** The words of its notice. */
  said: string,
) => void

/** Puts records elsewhere with one gesture: shown at once, taken back when refused, undone from its notice. */
export function useMoveRecord(object: MetadataObject): MoveRecord {
  const send = async (...[record, patch, said]: Parameters<MoveRecord>): Promise<void> => {
    showRecord(object.name, { ...record, ...patch })
    try {
      const { value, operationId } = await perform<AnyRecord>('PATCH', `/${object.collection}/${record.id}`, {
        body: patch,
        headers: { 'if-match': `"${record.version}"` },
      })
      showRecord(object.name, { ...value, titles: { ...record.titles, ...value.titles } })
      refreshAround(object)
      undoable(said, operationId)
    } catch (error) {
      const found = conflictOf(object, error)
      showRecord(object.name, found?.current ?? record)
      if (found) conflict.set(found)
      else failed(error)
      void queryClient.invalidateQueries({ queryKey: ['aggregate', object.name] })
    }
  }
  return (...wish) => void send(...wish)
}

import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { conflict } from '../design/asked.ts'
import { failed, undoable } from '../design/notices.tsx'
import { queryClient } from '../kernel/queries.ts'
import { perform } from '../kernel/transport.ts'
import { conflictOf, refreshAround, showRecord } from './record-data.ts'

/** What a gesture writes, and the words of its notice. */
export interface Move {
  readonly patch: Readonly<Record<string, unknown>>
  readonly said: string
}

/** What is written may depend on where the record stands by then; nothing is written without a move. */
export type MoveRecord = (record: AnyRecord, moveOf: (record: AnyRecord) => Move | undefined) => void

interface Moved {
  /** The record as it is shown, or is about to be. */
  readonly shown: AnyRecord
  /** Its version when the move is written; undefined when it is refused. */
  readonly sent: Promise<number | undefined>
}

/** The last move of each record: a key may be pressed again before its answer is drawn. */
const lastMoves = new Map<string, Moved>()

/**
 * Puts records elsewhere with one gesture: shown at once, taken back when refused, undone from its notice. One after the
 * other, as keys are pressed, they go on from what is shown and wait for each other; after a refused one those that
 * waited are dropped.
 */
export function useMoveRecord(object: MetadataObject): MoveRecord {
  const refused = (record: AnyRecord, error: unknown): void => {
    lastMoves.delete(record.id)
    const found = conflictOf(object, error)
    showRecord(object.name, found?.current ?? record)
    if (found) conflict.set(found)
    else failed(error)
    void queryClient.invalidateQueries({ queryKey: ['aggregate', object.name] })
  }
  const write = async (record: AnyRecord, { patch, said }: Move, version: number): Promise<AnyRecord> => {
    const { value, operationId } = await perform<AnyRecord>('PATCH', `/${object.collection}/${record.id}`, {
      body: patch,
      headers: { 'if-match': `"${version}"` },
    })
    refreshAround(object)
    undoable(said, operationId)
    return { ...value, titles: { ...record.titles, ...value.titles } }
  }
  return (record, moveOf) => {
    const known = lastMoves.get(record.id)
    const before = known && known.shown.version >= record.version ? known : undefined
    const stood = before?.shown ?? record
    const move = moveOf(stood)
    if (!move) return
    const show = (shown: AnyRecord): void => {
      lastMoves.set(record.id, { shown, sent })
      showRecord(object.name, shown)
    }
    const send = async (): Promise<number | undefined> => {
      const version = before ? await before.sent : record.version
      if (version === undefined) return undefined
      try {
        const written = await write(stood, move, version)
        if (lastMoves.get(record.id)?.sent === sent) show(written)
        return written.version
      } catch (error) {
        refused(stood, error)
        return undefined
      }
    }
    const sent = send()
    show({ ...stood, ...move.patch })
  }
}

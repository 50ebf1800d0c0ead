import { and, type ObjectType, sql } from '@tendero/model'
import { type Reading, visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import {
  type RecordRow,
  recordColumns,
  recordShape,
  recordSource,
  recordText,
  withIds,
} from '../kernel/record-select.ts'

/**
 * Records as JSON text by their ids, as far as the reader may see them.
 * @param deleted those in the trash instead
 */
export async function toldRecords(
  reading: Reading,
  object: ObjectType,
  ids: readonly string[],
  deleted: boolean,
): Promise<ReadonlyMap<string, string>> {
  const shape = recordShape(reading, object, 't')
  const rows = await reading.tx.rows<RecordRow & { readonly id: string }>(sql`
    select t.id, ${recordColumns(shape)} from ${readTable(object)} t ${recordSource(shape)}
    where ${and([visible(reading, object, 't', { deleted }), withIds('t', ids)])}`)
  return new Map(rows.map((row) => [row.id, recordText(shape, row)]))
}

import type { AnyRecord, MetadataField } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'

/** How many values stand beside and below the title. */
const places = 3
/** So many rows tell which columns are mostly filled. */
const looked = 50

/**
 * The columns that a list on a phone shows after the title, the same for every row, so that a place always means the
 * same: the first that most rows have a value in, then the others.
 */
export function phoneFields(columns: readonly MetadataField[], rows: readonly AnyRecord[]): readonly MetadataField[] {
  const sample = rows.slice(0, looked)
  const filled = (field: MetadataField): number =>
    sample.filter((record) => !kindOf(field).isEmpty(record[field.name])).length
  const counted = columns.slice(1).map((field) => ({ field, mostly: filled(field) * 2 > sample.length }))
  const chosen = [...counted.filter(({ mostly }) => mostly), ...counted.filter(({ mostly }) => !mostly)].slice(
    0,
    places,
  )
  return counted.filter((one) => chosen.includes(one)).map(({ field }) => field)
}

import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { folded } from '@tendero/model/folded'
import { titleOf } from '../../fields/reference-options.ts'

/**
 * The row whose title begins so, from one row on and then from the start; whatever the accents and the case.
 * @returns undefined when none of the rows does
 */
export function rowTitled(
  object: Pick<MetadataObject, 'title'>,
  rows: readonly AnyRecord[],
  begins: string,
  from: number,
): number | undefined {
  const sought = folded(begins)
  const order = rows.map((_, index) => (from + index) % rows.length)
  return order.find((index) => {
    const record = rows[index]
    return record !== undefined && folded(titleOf(object, record)).startsWith(sought)
  })
}

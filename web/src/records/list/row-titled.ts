import type { AnyRecord, MetadataObject } from '@tendero/model/api'
import { titleOf } from '../../fields/reference-options.ts'

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}

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
  const sought = plain(begins)
  const order = rows.map((_, index) => (from + index) % rows.length)
  return order.find((index) => {
    const record = rows[index]
    return record !== undefined && plain(titleOf(object, record)).startsWith(sought)
  })
}

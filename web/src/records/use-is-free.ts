import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useReaches } from '../kernel/reach.ts'
import { useFieldStates } from './field-states.ts'
import { isOpen } from './list/grid-row.tsx'

interface Movable {
  readonly object: MetadataObject
  readonly record: AnyRecord
  /** The fields that the record gets other values of by being moved. */
  readonly ruling: readonly MetadataField[]
  /** May records be put elsewhere at all? */
  readonly movable: boolean
}

/** May a record be put elsewhere by a gesture: with one's rights, and with what rules say of its fields? */
export function useIsFree({ object, record, ruling, movable }: Movable): boolean {
  const reaches = useReaches()
  const stateOf = useFieldStates(object, record, record)
  return movable && reaches(object.can.edit, record) && ruling.every((field) => isOpen(stateOf(field)))
}

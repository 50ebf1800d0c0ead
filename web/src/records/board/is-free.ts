import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useReaches } from '../../kernel/reach.ts'
import { useFieldStates } from '../field-states.ts'
import { isOpen } from '../list/grid-row.tsx'

interface Movable {
  readonly object: MetadataObject
  readonly record: AnyRecord
  /** The fields that a card gets other values of by being moved. */
  readonly ruling: readonly MetadataField[]
  /** May cards be taken to another column at all? */
  readonly movable: boolean
}

/** May a card be taken to another column: with one's rights, and with what rules say of its field? */
export function useIsFree({ object, record, ruling, movable }: Movable): boolean {
  const reaches = useReaches()
  const stateOf = useFieldStates(object, record, record)
  return movable && reaches(object.can.edit, record) && ruling.every((field) => isOpen(stateOf(field)))
}

import type { AnyRecord, MetadataField, MetadataObject } from '@tendero/model/api'
import { useReaches } from '../../kernel/reach.ts'
import { useFieldStates } from '../field-states.ts'
import { isOpen } from '../list/grid-row.tsx'

interface Movable {
  readonly object: MetadataObject
  readonly record: AnyRecord
  readonly by: MetadataField
  /** May cards be taken to another column at all? */
  readonly movable: boolean
}

/** May a card be taken to another column: with one's rights, and with what rules say of its field? */
export function useIsFree({ object, record, by, movable }: Movable): boolean {
  const reaches = useReaches()
  const stateOf = useFieldStates(object, record, record)
  return movable && reaches(object.can.edit, record) && isOpen(stateOf(by))
}

import type { MetadataObject, TimelineChange } from '@tendero/model/api'
import { useRecordWords } from '../words.ts'
import { DoneItem } from './done-item.tsx'
import { changedFields, FieldChanges } from './field-changes.tsx'

interface ChangeItemProps {
  readonly object: MetadataObject
  readonly id: string
  readonly at: string
  readonly change: TimelineChange
}

/** Who changed what of the record, from what to what. */
export function ChangeItem({ object, at, change }: ChangeItemProps) {
  const { timeline: text } = useRecordWords()
  const told = change.verb === 'update' && changedFields(object, change).length > 0
  if (change.verb === 'update' && !told) return null
  return (
    <DoneItem at={at} by={change.by} through={change.through} verb={text.verbs[change.verb]}>
      {told && <FieldChanges object={object} change={change} />}
    </DoneItem>
  )
}

import type { AnyRecord, MetadataField } from '@tendero/model/api'
import { kindOf } from '../../fields/index.ts'

interface ValueProps {
  readonly field: MetadataField
  readonly record: AnyRecord
  readonly oneLine?: boolean
  /** Without links of its own. */
  readonly plain?: boolean
}

/** A field of a record as people see it; nothing when it is empty. */
export function Value({ field, record, ...look }: ValueProps) {
  const { Cell } = kindOf(field)
  return (
    <Cell
      field={field}
      value={record[field.name]}
      title={record.titles?.[field.name]}
      titles={record.titles}
      {...look}
    />
  )
}

import type { MetadataField, MetadataObject } from '@tendero/model/api'
import { type FieldState, fieldState } from '@tendero/model/field-rules'
import { kindOf } from '../fields/index.ts'
import { fieldOf } from '../kernel/metadata.ts'
import { useSession } from '../kernel/session.ts'

type Values = Readonly<Record<string, unknown>>

/**
 * What rules make of the fields of a record while it is filled in or changed; the server holds to the same.
 * @param saved the record as it was saved; without it a new one
 */
export function useFieldStates(
  object: MetadataObject,
  values: Values,
  saved?: Values,
): (field: MetadataField) => FieldState {
  const { workspace } = useSession()
  const comparedIn = (of: Values) => (name: string) => {
    const field = fieldOf(object, name)
    return field ? kindOf(field).compared(of[name], workspace.baseCurrency) : null
  }
  const before = saved && comparedIn(saved)
  return (field) => fieldState(field, comparedIn(values), before)
}

import type { ListQuery, MetadataField, MetadataObject } from '@tendero/model/api'
import { type FieldRules, type FieldState, fieldState, fieldsOfRule, ruleNames } from '@tendero/model/field-rules'
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
  return fieldStatesOf(object, workspace.baseCurrency, values, saved)
}

/** As `useFieldStates`, outside of components. */
export function fieldStatesOf(
  object: MetadataObject,
  baseCurrency: string,
  values: Values,
  saved?: Values,
): (field: MetadataField) => FieldState {
  const comparedIn = (of: Values) => (name: string) => {
    const field = fieldOf(object, name)
    return field ? kindOf(field).compared(of[name], baseCurrency) : null
  }
  const before = saved && comparedIn(saved)
  return (field) => fieldState(field, comparedIn(values), before)
}

/**
 * The fields that a change makes required by their rules and that are empty: the server would refuse it without them.
 * Of fields that were not read nothing is known, so these are left to the server.
 */
export function demandedBy(
  object: MetadataObject,
  baseCurrency: string,
  record: Values,
  patch: Values,
): readonly string[] {
  const stateOf = fieldStatesOf(object, baseCurrency, { ...record, ...patch }, record)
  return object.fields
    .filter((field) => {
      const { name, requiredWhen } = field
      if (!requiredWhen || name in patch || !(name in record)) return false
      const concerned = fieldsUsedBy(field).some((one) => one in patch)
      return concerned && kindOf(field).isEmpty(record[name]) && stateOf(field).required
    })
    .map(({ name }) => name)
}

/** The fields that the rules of a field look at. */
function fieldsUsedBy(rules: FieldRules): readonly string[] {
  return ruleNames.flatMap((name) => fieldsOfRule(rules[name] ?? { and: [] }))
}

/** A list's query, with all that must be read for its fields to be changed as their rules say, and those of others. */
export function withRuleFields(object: MetadataObject, query: ListQuery): ListQuery {
  const { fields = [] } = query
  const followed = object.fields.filter(
    (field) =>
      fields.includes(field.name) || (field.requiredWhen && fieldsUsedBy(field).some((name) => fields.includes(name))),
  )
  const wanted = followed.flatMap((field) => [field.name, ...fieldsUsedBy(field)])
  return { ...query, fields: [...new Set([...fields, ...wanted])] }
}

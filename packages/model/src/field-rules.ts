import type { ColumnType } from './field-type.ts'
import { type Operator, operators } from './operators.ts'

/** What may hang on a condition over the other fields of the record. */
export const ruleNames = ['shownWhen', 'requiredWhen', 'readOnlyWhen'] as const
export type RuleName = (typeof ruleNames)[number]

/**
 * A condition over a record's own fields with everything read that it compares with, for a person and a day: a filter that
 * needs neither the database nor the types of the fields.
 */
export type Rule =
  | RuleCondition
  | { readonly and: readonly Rule[] }
  | { readonly or: readonly Rule[] }
  | { readonly not: Rule }

export interface RuleCondition {
  readonly field: string
  readonly op: string
  readonly takes: Operator['takes']
  /** Of the column by which the field compares. */
  readonly type: ColumnType
  /** As they are bound in SQL. */
  readonly operands: readonly unknown[]
}

export type FieldRules = Readonly<Partial<Record<RuleName, Rule>>>

/**
 * Does a record meet a rule? The same as PostgreSQL says of the filter that it was read from.
 * @param compared the stored value of the column by which a field compares; null for none
 */
export function meets(rule: Rule, compared: (field: string) => unknown): boolean {
  if ('and' in rule) return rule.and.every((one) => meets(one, compared))
  if ('or' in rule) return rule.or.some((one) => meets(one, compared))
  if ('not' in rule) return !meets(rule.not, compared)
  const { field, type, operands } = rule
  return operatorOf(rule)?.holds?.(compared(field) ?? null, operands, type) ?? false
}

function operatorOf({ op, takes }: RuleCondition): Operator | undefined {
  return operators.find((one) => one.name === op && one.takes === takes)
}

/** What rules make of a field: with the values of a record as they stand or are being filled in. */
export interface FieldState {
  readonly shown: boolean
  readonly required: boolean
  readonly readOnly: boolean
}

/**
 * The state of a field. What is not shown is not required. A rule makes read-only what a saved record holds, when it held
 * for the record as it was saved and still does: so the change that first meets it may come along, and so may the one
 * that ends it.
 * @param saved as `compared`, for the record as it was; without it for a new one
 */
export function fieldState(
  { shownWhen, requiredWhen, readOnlyWhen }: FieldRules,
  compared: (field: string) => unknown,
  saved?: (field: string) => unknown,
): FieldState {
  const shown = !shownWhen || meets(shownWhen, compared)
  return {
    shown,
    required: shown && requiredWhen !== undefined && meets(requiredWhen, compared),
    readOnly:
      readOnlyWhen !== undefined && saved !== undefined && meets(readOnlyWhen, saved) && meets(readOnlyWhen, compared),
  }
}

/** The fields that a rule looks at. */
export function fieldsOfRule(rule: Rule): readonly string[] {
  if ('and' in rule) return rule.and.flatMap(fieldsOfRule)
  if ('or' in rule) return rule.or.flatMap(fieldsOfRule)
  return 'not' in rule ? fieldsOfRule(rule.not) : [rule.field]
}

import {
  type Condition,
  type Field,
  type FieldRules,
  type Filter,
  fieldsOfRule,
  type ObjectType,
  type Rule,
  type RuleName,
  ruleNames,
} from '@tendero/model'
import { type Actor, mayUseField } from './actor.ts'
import { orderType } from './expression.ts'
import { Failure } from './failure.ts'
import { type FilterContext, filterMoment, operands } from './filter.ts'
import type { Values } from './lifecycle.ts'
import type { WorkspaceModel } from './workspace-model.ts'

/** The rules of an object's fields as they bind one person on one day: fields without are left out. */
export type ObjectRules = ReadonlyMap<string, FieldRules>

/** Those of every field that has some, but what hangs on a field that the person may not read: that they are not told. */
export function rulesFor(object: ObjectType, context: FilterContext): ObjectRules {
  const found = new Map<string, FieldRules>()
  for (const field of ruledFields(object)) {
    const rules = rulesOf(object, field, context)
    if (Object.keys(rules).length > 0) found.set(field.name, rules)
  }
  return found
}

const known = new WeakMap<ObjectType, readonly Field[]>()

/** Found once for each version of the object: most have none. */
function ruledFields(object: ObjectType): readonly Field[] {
  const found = known.get(object)
  if (found) return found
  const fields = [...object.fields.values()].filter(({ options }) => ruleNames.some((name) => options[name]))
  known.set(object, fields)
  return fields
}

function rulesOf(object: ObjectType, { options }: Field, context: FilterContext): FieldRules {
  const rules: Partial<Record<RuleName, Rule>> = {}
  for (const name of ruleNames) {
    const filter = options[name]
    const rule = filter && currentRule(filter, object, context)
    if (rule && fieldsOfRule(rule).every((used) => seesField(context.actor, object, used))) rules[name] = rule
  }
  return rules
}

function seesField(actor: Actor, object: ObjectType, field: string): boolean {
  return mayUseField(actor, object.name, field, 'read')
}

/** A rule that was good when it was made; undefined when it asks for a choice that is gone since: then it binds nobody. */
function currentRule(filter: Filter, object: ObjectType, context: FilterContext): Rule | undefined {
  try {
    return readRule(filter, object, context)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/**
 * Reads a filter as a rule: over fields of the record itself that lie in it, with comparisons that a form can make.
 * @throws Failure 422 `invalid_filter` with the place and reason of what is wrong
 */
export function readRule(filter: Filter, object: ObjectType, context: FilterContext): Rule {
  if ('and' in filter) return { and: filter.and.map((one) => readRule(one, object, context)) }
  if ('or' in filter) return { or: filter.or.map((one) => readRule(one, object, context)) }
  if ('not' in filter) return { not: readRule(filter.not, object, context) }
  if ('some' in filter) throw unusable('unknown_field', filter.some)
  if ('shared' in filter) throw unusable('unknown_field', 'shared')
  return readCondition(filter, object, context)
}

function readCondition({ field: name, op, value }: Condition, object: ObjectType, context: FilterContext): Rule {
  const field = object.fields.get(name)
  if (!field || field.system || field.derivation || field.problem) throw unusable('unknown_field', name)
  const operator = field.type.operators.find((one) => one.name === op)
  if (!operator?.holds) throw unusable('unknown_operator', name)
  return {
    field: name,
    op,
    takes: operator.takes,
    type: orderType(field),
    operands: operands(field, operator, value, filterMoment(context)),
  }
}

function unusable(reason: string, field: string): Failure {
  return new Failure(422, 'invalid_filter', { details: { reason, field } })
}

/** The values of a record by which its fields compare; amounts by their worth on a day. */
export function comparedIn(
  { model, today }: { readonly model: WorkspaceModel; readonly today: string },
  object: ObjectType,
  values: Values,
): (field: string) => unknown {
  return (name) => {
    const type = object.fields.get(name)?.type
    const value = values[name]
    if (!type || value === null || value === undefined) return null
    const columns = type.toColumns(value, (minor, currency) => model.worth(minor, currency, today))
    return columns[type.orderColumn ?? 0] ?? null
  }
}

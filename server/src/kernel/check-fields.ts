import {
  type Field,
  type FieldProblem,
  type FieldRules,
  type FieldState,
  fieldState,
  fieldsOfRule,
  type ObjectType,
} from '@tendero/model'
import type { Context } from './context.ts'
import { invalid } from './failure.ts'
import { comparedIn, type ObjectRules, rulesFor } from './field-rules.ts'
import { type Change, isChanging, valueAfter } from './lifecycle.ts'

/**
 * Every field must hold what it is required to, and keep to its rules. The program's own writes are bound by what is
 * always required alone. A default of a field that is not shown is dropped.
 * @throws Failure 422 by field: `required`, `read_only`, `not_shown`
 */
export function checkFields(ctx: Context, object: ObjectType, changes: readonly Change[]): void {
  const written = changes.filter(({ verb }) => verb === 'create' || verb === 'update')
  const rules = written.some(({ computed }) => !computed) ? rulesFor(object, ctx) : noRules
  for (const change of written) {
    const problems = change.computed ? missing(change) : problemsOf(ctx, change, rules)
    if (Object.keys(problems).length > 0) throw invalid(problems)
  }
}

const noRules: ObjectRules = new Map()
type Problems = Readonly<Record<string, FieldProblem>>

function problemsOf(ctx: Context, change: Change, rules: ObjectRules): Problems {
  if (rules.size === 0) return missing(change)
  const states = statesOf(ctx, change, rules)
  const broken: Record<string, FieldProblem> = {}
  for (const [name, state] of states) {
    const field = change.object.fields.get(name)
    const code = field && brokenRule(change, field, rules.get(name) ?? {}, state)
    if (code) broken[name] = { code }
  }
  return { ...missing(change, states), ...broken }
}

function statesOf(ctx: Context, change: Change, rules: ObjectRules): ReadonlyMap<string, FieldState> {
  const after = comparedIn(ctx, change.object, { ...change.before, ...change.patch })
  const before = change.before ? comparedIn(ctx, change.object, change.before) : undefined
  return new Map([...rules].map(([name, one]) => [name, fieldState(one, after, before)]))
}

function brokenRule(change: Change, field: Field, rules: FieldRules, state: FieldState): string | undefined {
  const { name, options } = field
  const written = isChanging(change, name)
  if (!state.shown && written && !isEmpty(change.patch[name])) {
    if (change.verb !== 'create' || change.patch[name] !== options.default) return 'not_shown'
    delete change.patch[name]
  }
  if (state.readOnly && written) return 'read_only'
  const concerned = change.verb === 'create' || [name, ...usedBy(rules)].some((one) => one in change.patch)
  const required = state.required || (state.shown && isAlwaysRequired(change, field))
  return required && concerned && isEmpty(valueAfter(change, name)) ? 'required' : undefined
}

function usedBy({ shownWhen, requiredWhen }: FieldRules): readonly string[] {
  return [shownWhen, requiredWhen].flatMap((rule) => (rule ? fieldsOfRule(rule) : []))
}

/** Fields that are always required and would be empty, but those that have rules. */
function missing(change: Change, ruled?: ReadonlyMap<string, FieldState>): Problems {
  const found: Record<string, FieldProblem> = {}
  for (const field of change.object.fields.values()) {
    const { name } = field
    if (!isAlwaysRequired(change, field) || ruled?.has(name)) continue
    const concerned = change.verb === 'create' || name in change.patch
    if (concerned && isEmpty(valueAfter(change, name))) found[name] = { code: 'required' }
  }
  return found
}

/** Imports do not insist on what binds people. */
function isAlwaysRequired({ strict }: Change, { name, options, system, custom, type }: Field): boolean {
  return options.required === true && !system && name !== 'id' && !type.numbered && (!custom || strict)
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined
}

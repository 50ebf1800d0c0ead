import {
  type Field,
  type FieldProblem,
  fieldsOfRule,
  fieldTypes,
  type ObjectType,
  ruleNames,
  snakeCase,
} from '@tendero/model'
import type { Context } from '../kernel/context.ts'
import { Failure, invalid } from '../kernel/failure.ts'
import { readRule } from '../kernel/field-rules.ts'
import { type FilterContext, filterSql } from '../kernel/filter.ts'
import { type Change, isChanging, type Lifecycle, type Values, valueAfter } from '../kernel/lifecycle.ts'
import { type CatalogueRecord, workspaceObjects } from '../kernel/workspace-model.ts'

type Objects = ReadonlyMap<string, ObjectType>

/**
 * Formulas, roll-ups and rules must come to something after every change of custom fields and objects, undo included: one that
 * cannot is refused with what is wrong, and so is the change or the end of what others use, with those that use it.
 */
export const derivedFieldLifecycles: readonly Lifecycle[] = [
  {
    object: 'custom_field',
    beforeUndo: true,
    before(ctx, changes) {
      for (const change of changes) refill(change)
      const concerned = changes.filter((change) => change.verb !== 'update' || isChanging(change, 'options'))
      if (concerned.length === 0) return
      const after = workspaceObjects(ctx.kernel.objects, rowsOf(ctx, 'custom_object'), rowsAfter(ctx, concerned))
      for (const change of concerned) checkItself(ctx, change, after)
      checkOthers(ctx, after)
    },
  },
  {
    object: 'custom_object',
    beforeUndo: true,
    before(ctx, changes) {
      const gone = changes.filter(({ verb }) => verb === 'delete')
      if (gone.length === 0) return
      const after = rowsAfter(ctx, gone)
      checkOthers(ctx, workspaceObjects(ctx.kernel.objects, after, rowsOf(ctx, 'custom_field')))
    },
  },
]

/**
 * What is kept anew, of something else, or again, has to be filled in the records that are there; so have automatic
 * numbers, which may also be written otherwise or be missing from what was made meanwhile.
 */
function refill(change: Change): void {
  if (change.verb === 'delete' || (change.verb === 'update' && !isChanging(change, 'options'))) return
  const { rollUp } = (valueAfter(change, 'options') ?? {}) as Field['options']
  const numbered = fieldTypes.get(String(valueAfter(change, 'kind')))?.numbered === true
  if (rollUp?.kept === true || numbered) change.patch.filled = 0
  else if (change.before?.filled !== undefined && change.before.filled !== null) change.patch.filled = null
}

function rowsOf({ model }: Context, catalogue: string): readonly CatalogueRecord[] {
  return [...(model.catalogue.get(catalogue)?.values() ?? [])]
}

/** The records of the changes' catalogue as they will be. */
function rowsAfter(ctx: Context, changes: readonly Change[]): readonly CatalogueRecord[] {
  const rows = new Map(ctx.model.catalogue.get(changes[0]?.object.name ?? ''))
  for (const { id, verb, before, patch } of changes) {
    const deleted_at = verb === 'delete' ? ctx.now.toISOString() : null
    rows.set(id, { ...rows.get(id), ...stored({ ...before, ...patch }), id, deleted_at })
  }
  return [...rows.values()]
}

function stored(values: Values): Values {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [snakeCase(name), value]))
}

function checkItself(ctx: Context, change: Change, after: Objects): void {
  if (change.verb === 'delete') return
  const { object: objectName, name } = { ...change.before, ...change.patch }
  const object = after.get(String(objectName))
  const field = object?.fields.get(String(name))
  const problem = object && field && problemOf(ctx, after, object, field)
  if (problem) throw invalid({ options: problem })
}

/** What is wrong with a field that is worked out of others, or with a rule of one. */
function problemOf(ctx: Context, objects: Objects, object: ObjectType, field: Field): FieldProblem | undefined {
  const context = { ...ctx, model: { ...ctx.model, objects } }
  return ruleProblem(context, object, field) ?? derivationProblem(context, objects, field)
}

/** A rule looks at other fields of the record, which have to be there and of kinds that it can compare. */
function ruleProblem(context: FilterContext, object: ObjectType, { name, options }: Field): FieldProblem | undefined {
  for (const rule of ruleNames) {
    const filter = options[rule]
    if (!filter) continue
    const problem = problemIn(() => readRule(filter, object, context))
    if (problem) return { code: 'invalid_rule', details: { rule } }
    if (fieldsOfRule(readRule(filter, object, context)).includes(name)) return { code: 'own_rule', details: { rule } }
  }
}

function derivationProblem(context: FilterContext, objects: Objects, field: Field): FieldProblem | undefined {
  if (field.problem) {
    const { code, ...details } = field.problem
    return { code, details }
  }
  const { rollUp } = field.options
  const child = objects.get(rollUp?.of.split('.')[0] ?? '')
  const filter = rollUp?.filter
  return filter && child ? problemIn(() => filterSql(filter, child, 't', context)) : undefined
}

function problemIn(reading: () => unknown): FieldProblem | undefined {
  try {
    reading()
    return undefined
  } catch (error) {
    if (error instanceof Failure) return { code: error.code }
    throw error
  }
}

interface Place {
  readonly object: string
  readonly field: string
  readonly label: string
}

/** @throws Failure 409 `field_in_use` with the fields that would come to nothing */
function checkOthers(ctx: Context, after: Objects): void {
  const before = new Set(broken(ctx, ctx.model.objects).map(keyOf))
  const users = broken(ctx, after).filter((place) => !before.has(keyOf(place)))
  if (users.length > 0) throw new Failure(409, 'field_in_use', { details: { fields: users } })
}

function keyOf({ object, field }: Place): string {
  return `${object}.${field}`
}

function broken(ctx: Context, objects: Objects): readonly Place[] {
  return [...objects.values()].flatMap((object) =>
    [...object.fields.values()]
      .filter((field) => field.custom && problemOf(ctx, objects, object, field))
      .map(({ name, label }) => ({ object: object.name, field: name, label: String(label) })),
  )
}

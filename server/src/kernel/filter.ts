import {
  addDays,
  and,
  type Condition,
  type DerivingReader,
  dayIn,
  deepestFilter,
  type Field,
  type FieldProblem,
  type FieldType,
  type Filter,
  type FilterMoment,
  hasAll,
  hasAny,
  isDay,
  join,
  literal,
  longestSought,
  mostReferences,
  never,
  type ObjectType,
  type Operator,
  or,
  periodDays,
  raw,
  refusedText,
  relativeDay,
  type SomeFilter,
  type Sql,
  sql,
  startOfDay,
} from '@tendero/model'
import { activeShares, isShareable } from './active-shares.ts'
import { type Actor, mayUseField } from './actor.ts'
import { columnsOf, isStored, orderColumn, orderType } from './expression.ts'
import { Failure } from './failure.ts'
import { policy } from './policy.ts'
import type { NoteRead } from './read-log.ts'
import { readTable } from './read-table.ts'
import { pointsTo } from './record-links.ts'
import type { WorkspaceModel } from './workspace-model.ts'

const most = 100

/** What translating a filter needs to know: the workspace, who asks, and when. */
export interface FilterContext {
  readonly model: WorkspaceModel
  readonly actor: Actor
  readonly now: Date
  /** Told of what is read, where somebody asked for it. */
  readonly noteRead?: NoteRead
}

interface Walk extends FilterContext {
  readonly moment: FilterMoment
  /** Conditions left before the filter is too large. */
  budget: number
  aliases: number
}

/**
 * A filter as a WHERE condition on the alias.
 * @throws Failure 422 `invalid_filter` with the place and reason of what is wrong
 */
export function filterSql(filter: unknown, object: ObjectType, alias: string, context: FilterContext): Sql {
  return translate(filter, object, alias, { ...context, moment: filterMoment(context), budget: most, aliases: 0 }, 0)
}

export function filterMoment({ model, actor, now }: FilterContext): FilterMoment {
  return {
    userId: actor.userId,
    teamId: actor.teamId,
    today: dayIn(actor.timeZone, now),
    timeZone: actor.timeZone,
    fiscalYearStart: model.settings.fiscalYearStart,
    defaults: { country: model.settings.country, currency: model.settings.baseCurrency },
  }
}

function wrong(code: string, details: FieldProblem['details'] = {}): Failure {
  return new Failure(422, 'invalid_filter', { details: { reason: code, ...details } })
}

/** There is no such field, for this reader at least. */
export function unknownField(path: string): Failure {
  return wrong('unknown_field', { field: path })
}

function translate(filter: unknown, object: ObjectType, alias: string, walk: Walk, depth: number): Sql {
  walk.budget -= 1
  if (depth > deepestFilter || walk.budget < 0) throw wrong('too_complex')
  if (!isFilter(filter)) throw wrong('not_a_filter')
  if ('and' in filter) return and(list(filter.and).map((one) => translate(one, object, alias, walk, depth + 1)))
  if ('or' in filter) return or(list(filter.or).map((one) => translate(one, object, alias, walk, depth + 1)))
  if ('not' in filter) return sql`(${translate(filter.not, object, alias, walk, depth + 1)}) is not true`
  if ('some' in filter) return someSql(filter, alias, walk, depth)
  if ('shared' in filter) return sharedSql(filter.shared, object, alias, walk)
  return conditionSql(filter, object, alias, walk)
}

function isFilter(filter: unknown): filter is Filter {
  return (
    typeof filter === 'object' &&
    filter !== null &&
    ['and', 'or', 'not', 'some', 'shared', 'field'].some((key) => key in filter)
  )
}

function list(filters: unknown): readonly unknown[] {
  if (!Array.isArray(filters)) throw wrong('not_a_list')
  return filters
}

/** Follows references along the path; each step is an EXISTS under the policy of the object it enters. */
function conditionSql(condition: Condition, object: ObjectType, alias: string, walk: Walk): Sql {
  if (typeof condition.field !== 'string') throw wrong('unknown_field', { field: String(condition.field) })
  const [first = '', ...rest] = condition.field.split('.')
  const field = readableField(object, first, walk)
  if (rest.length === 0) return comparison(object, field, condition, alias, walk)
  const target = walk.model.objects.get(field.options.object ?? '')
  if (!target || !field.type.refers || rest.length > mostReferences) throw unknownField(condition.field)
  walk.aliases += 1
  const inner = `f${walk.aliases}`
  return sql`exists (select 1 from ${readTable(target)} ${raw(inner)} where ${and([
    sql`${raw(inner)}.workspace_id = ${walk.actor.workspaceId}`,
    refersSql(walk, object, field, alias, sql`${raw(inner)}.id`),
    policy(walk.model, walk.actor, target, 'read', inner),
    conditionSql({ ...condition, field: rest.join('.') }, target, inner, walk),
  ])})`
}

function someSql({ some, where }: SomeFilter, alias: string, walk: Walk, depth: number): Sql {
  const [name = '', key = ''] = typeof some === 'string' ? some.split('.') : []
  const object = walk.model.objects.get(name)
  if (!object) throw wrong('unknown_object', { object: name })
  const field = readableField(object, key, walk)
  if (!field.type.refers) throw wrong('unknown_field', { field: key })
  walk.aliases += 1
  const inner = `f${walk.aliases}`
  return sql`exists (select 1 from ${readTable(object)} ${raw(inner)} where ${and([
    sql`${raw(inner)}.workspace_id = ${walk.actor.workspaceId}`,
    refersSql(walk, object, field, inner, sql`${raw(alias)}.id`),
    sql`${raw(inner)}.deleted_at is null`,
    kindOf(object, inner),
    policy(walk.model, walk.actor, object, 'read', inner),
    ...(where ? [translate(where, object, inner, walk, depth + 1)] : []),
  ])})`
}

/** The ids are gathered once, by the index of whom shares are with: what is shared with one is little, whatever else there is. */
function sharedSql(shared: unknown, object: ObjectType, alias: string, { model, actor }: Walk): Sql {
  if (shared !== 'me') throw wrong('not_a_filter')
  if (object.template || !isShareable(object)) throw unknownField('shared')
  const active = activeShares({ model, actor, object, verb: 'read' }, 's')
  return sql`${raw(alias)}.id = any(array(select s.record from app.share s where ${active}))`
}

/** Kinds of activity and objects made at run time share a table; this keeps to those of an object. */
export function kindOf({ kinds }: ObjectType, alias: string): Sql {
  if (!kinds) return and([])
  const [one = '', ...others] = kinds
  const kind = sql`${raw(alias)}.kind`
  return others.length === 0 ? sql`${kind} = ${literal(one)}` : sql`${kind} in (${join(kinds.map(literal))})`
}

/** A field that the actor may read, as they read it; a hidden one does not exist for them. */
export function readableField(object: ObjectType, name: string, context: FilterContext): Field {
  const { actor } = context
  const field = object.fields.get(name)
  if (!field || !mayUseField(actor, object.name, name, 'read')) throw unknownField(name)
  if (field.options.sensitive) context.noteRead?.(object.name, [name], null)
  return fieldFor(context, field)
}

/** A field as somebody reads it: what is worked out is so by what they may see. */
export function fieldFor(context: FilterContext, field: Field): Field {
  if (isStored(field)) return field
  return { ...field, columns: (alias) => derivedColumns(context, field, alias) }
}

/** What the columns of a field are worked out by, kept or not; nothing for one that cannot be. */
export function derivedColumns(context: FilterContext, { derivation, type }: Field, alias: string): readonly Sql[] {
  return derivation?.columns(alias, readerOf(context)) ?? type.columns.map(() => raw('null'))
}

function readerOf(context: FilterContext): DerivingReader {
  const { model, actor, now } = context
  const { timeZone, baseCurrency } = model.settings
  const objectCalled = (name: string): ObjectType => {
    const object = model.objects.get(name)
    if (!object) throw new Error(`no object ${name}`)
    return object
  }
  return {
    today: dayIn(timeZone, now),
    timeZone,
    currency: baseCurrency,
    columns(object, name, alias) {
      const field = objectCalled(object).fields.get(name)
      return field ? columnsOf(fieldFor(context, field), alias) : [raw('null')]
    },
    refersTo(name, field, alias, id) {
      const object = objectCalled(name)
      const found = object.fields.get(field)
      return found ? refersSql(context, object, found, alias, id) : never
    },
    rows(name, alias) {
      const object = objectCalled(name)
      return {
        from: sql`${readTable(object)} ${raw(alias)}`,
        where: and([
          sql`${raw(alias)}.workspace_id = ${actor.workspaceId}`,
          sql`${raw(alias)}.deleted_at is null`,
          kindOf(object, alias),
          policy(model, actor, object, 'read', alias),
        ]),
      }
    },
    filter: (object, filter, alias) => currentFilter(filter, objectCalled(object), alias, context),
  }
}

/** A filter that was good when it was kept; undefined when it asks for a choice or a field that is gone since. */
function currentFilter(filter: Filter, object: ObjectType, alias: string, context: FilterContext): Sql | undefined {
  try {
    return filterSql(filter, object, alias, context)
  } catch (error) {
    if (error instanceof Failure) return undefined
    throw error
  }
}

/** Does the record under an alias point to another through a field, be it alone or among others? `id` is the other's. */
function refersSql({ actor }: FilterContext, object: ObjectType, field: Field, alias: string, id: Sql): Sql {
  return field.type.refers === 'several'
    ? pointsTo(actor.workspaceId, object, field, alias, sql`= ${id}`)
    : sql`${orderColumn(field, alias)} = ${id}`
}

function comparison(
  object: ObjectType,
  field: Field,
  { op, value, field: path }: Condition,
  alias: string,
  walk: Walk,
): Sql {
  const operator = field.type.operators.find((one) => one.name === op)
  if (!operator) throw wrong('unknown_operator', { field: path, op: String(op) })
  const compared = operands(field, operator, value, walk.moment)
  const condition = operator.sql(orderColumn(field, alias), orderType(field), compared)
  // The links find the records by their index; what these hold decides.
  return field.type.refers === 'several' && byLinks.has(operator.name) && compared.length > 0
    ? and([pointsTo(walk.actor.workspaceId, object, field, alias, sql`= any(${compared}::uuid[])`), condition])
    : condition
}

const byLinks: ReadonlySet<string> = new Set([hasAny.name, hasAll.name])

/**
 * What an operator compares with, read.
 * @throws Failure 422 `invalid_filter` for what is no such value
 */
export function operands(field: Field, operator: Operator, value: unknown, moment: FilterMoment): readonly unknown[] {
  switch (operator.takes) {
    case 'nothing':
      return []
    case 'text':
      return [textOperand(field, operator, value)]
    case 'value':
      return operator.name === 'on' ? dayOperands(field, value, moment) : [operand(field, value, moment)]
    case 'values':
      if (!Array.isArray(value) || value.length > 1_000) throw wrong('not_a_list', { field: field.name })
      return value.map((one) => operand(field, one, moment))
    case 'range':
      if (!Array.isArray(value) || value.length !== 2) throw wrong('not_a_range', { field: field.name })
      return value.map((one) => operand(field, one, moment))
    case 'period':
      return periodOperands(field, value, moment)
  }
}

function textOperand(field: Field, { longest = longestSought }: Operator, value: unknown): string {
  if (typeof value !== 'string' || value.length > longest) throw wrong('not_text', { field: field.name })
  const refused = refusedText(value)
  if (refused) throw wrong(refused.code, { field: field.name })
  return value
}

function operand(field: Field, value: unknown, moment: FilterMoment): unknown {
  const type: FieldType = field.type
  // What may be asked is not bound to what may be stored: 'before 1000' is a question, if an empty one.
  const options = { ...field.options, minimum: undefined, maximum: undefined }
  const parsed = type.filterValue
    ? type.filterValue(value, options, moment)
    : type.parse(value, options, moment.defaults)
  if (!parsed.ok) throw wrong(parsed.code, { field: field.name, ...parsed.details })
  return parsed.value
}

function periodOperands(field: Field, value: unknown, moment: FilterMoment): readonly unknown[] {
  const days = typeof value === 'string' ? periodDays(value, moment.today, moment.fiscalYearStart) : undefined
  if (!days) throw wrong('not_a_period', { field: field.name })
  return bounds(field, days, moment)
}

function dayOperands(field: Field, value: unknown, moment: FilterMoment): readonly unknown[] {
  const day = typeof value === 'string' ? relativeDay(value, moment.today) : undefined
  if (!day || !isDay(day)) throw wrong('not_a_date', { field: field.name })
  return bounds(field, [day, addDays(day, 1)], moment)
}

/** Days as they are; for instants, where those days begin in the person's zone. */
function bounds(field: Field, days: readonly [string, string], { timeZone }: FilterMoment): readonly unknown[] {
  return orderType(field) === 'timestamptz' ? days.map((day) => startOfDay(timeZone, day).toISOString()) : days
}

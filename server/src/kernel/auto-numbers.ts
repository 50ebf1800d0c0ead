import {
  type Field,
  greatestNumber,
  join,
  type NumberPattern,
  numberIn,
  numberText,
  type ObjectType,
  readPattern,
  sql,
  usualPattern,
} from '@tendero/model'
import type { Context } from './context.ts'
import { Failure, invalid } from './failure.ts'
import { type Change, valueAfter } from './lifecycle.ts'

/**
 * Gives each new record its automatic numbers, and takes note of those that an import brought. Done last before the rows
 * are sent: whoever makes a record of the same series waits from here to the end of the transaction, so that numbers rise
 * in the order in which records appear. A deleted record's number may be brought again; coming back, it needs it free.
 * @throws Failure 422 by field `number_taken` for one that another record has, 409 `series_ended` without a next one
 */
export async function giveNumbers(ctx: Context, object: ObjectType, changes: readonly Change[]): Promise<void> {
  for (const field of numberedFields(object)) {
    const series = seriesOf(object, field)
    const appearing = changes.filter(({ verb }) => verb === 'create' || verb === 'restore')
    const taken = await keepNumbers(ctx, series, numbersOf(appearing, field))
    if (taken.length > 0)
      throw invalid({ [field.name]: { code: 'number_taken', details: { number: taken[0]?.value ?? '' } } })
    const without = appearing.filter((change) => numberOf(change, field) === undefined)
    const ids = without.map(({ id }) => id)
    const given = await takeNumbers(ctx, series, ids)
    for (const change of without) change.patch[field.name] = given.get(change.id)
    const gone = changes.filter(({ verb }) => verb === 'delete')
    freeNumbers(ctx, series, numbersOf(gone, field))
  }
}

const known = new WeakMap<ObjectType, readonly Field[]>()

/** Found once for each version of the object: most have none. */
function numberedFields(object: ObjectType): readonly Field[] {
  const found = known.get(object)
  if (found) return found
  const fields = [...object.fields.values()].filter((field) => field.type.numbered)
  known.set(object, fields)
  return fields
}

function numberOf(change: Change, field: Field): string | undefined {
  const value = valueAfter(change, field.name)
  return typeof value === 'string' ? value : undefined
}

/** The number that a record has. */
export interface RecordNumber {
  readonly id: string
  readonly value: string
}

function numbersOf(changes: readonly Change[], field: Field): readonly RecordNumber[] {
  return changes.flatMap((change) => {
    const value = numberOf(change, field)
    return value === undefined ? [] : [{ id: change.id, value }]
  })
}

/** The numbers of one field. Kinds of activity, which share their fields, share them. */
export interface NumberSeries {
  readonly object: string
  readonly field: string
  readonly pattern: NumberPattern
  readonly startAt: number
}

export function seriesOf({ recordedAs }: ObjectType, { name, options }: Field): NumberSeries {
  const pattern = readPattern(options.pattern ?? usualPattern)
  if (!pattern.ok) throw new Error(`the pattern of ${recordedAs}.${name} was never checked`)
  return { object: recordedAs, field: name, pattern: pattern.value, startAt: options.startAt ?? 1 }
}

type Writing = Pick<Context, 'tx' | 'actor' | 'today'>

/**
 * Takes the next numbers for records, in their order, and notes whose they are; leaves out what an import has brought.
 * @throws Failure 409 `series_ended`
 */
export async function takeNumbers(
  ctx: Writing,
  series: NumberSeries,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const given = new Map<string, string>()
  for (let waiting = ids; waiting.length > 0; ) {
    const last = await countOn(ctx, series, waiting.length)
    if (last > greatestNumber) throw new Failure(409, 'series_ended', { details: { field: series.field } })
    const first = last - waiting.length + 1
    const numbers = waiting.map((id, index) => ({
      id,
      value: numberText(series.pattern, first + index, ctx.today),
    }))
    const taken = new Set((await noteNumbers(ctx, series, numbers)).map(({ id }) => id))
    for (const { id, value } of numbers) if (!taken.has(id)) given.set(id, value)
    waiting = waiting.filter((id) => taken.has(id))
  }
  return given
}

/** Moves the series on. @returns its last number from now on */
async function countOn({ tx, actor }: Writing, series: NumberSeries, count: number): Promise<number> {
  const { object, field, startAt } = series
  const [row] = await tx.rows<{ last: number }>(sql`
    insert into tendero.number_series as s (workspace_id, object, field, last)
    values (${actor.workspaceId}, ${object}, ${field}, ${startAt - 1 + count})
    on conflict (workspace_id, object, field) do update
    set last = greatest(s.last, ${startAt - 1}::bigint) + ${count}::bigint returning last`)
  return row?.last ?? 0
}

/**
 * Notes the numbers that records already have, and lets the series go on behind the greatest of its own among them.
 * @returns those that other records have
 */
export async function keepNumbers(
  ctx: Writing,
  series: NumberSeries,
  numbers: readonly RecordNumber[],
): Promise<readonly RecordNumber[]> {
  if (numbers.length === 0) return []
  const taken = await noteNumbers(ctx, series, numbers)
  const greatest = Math.max(...numbers.map(({ value }) => numberIn(series.pattern, value) ?? 0))
  if (greatest >= series.startAt) goOnBehind(ctx, series, greatest)
  return taken
}

function goOnBehind({ tx, actor }: Writing, { object, field }: NumberSeries, number: number): void {
  tx.send(sql`
    insert into tendero.number_series as s (workspace_id, object, field, last)
    values (${actor.workspaceId}, ${object}, ${field}, ${number})
    on conflict (workspace_id, object, field) do update
    set last = excluded.last where s.last < excluded.last`)
}

/** @returns those that other records have */
async function noteNumbers(
  { tx, actor }: Writing,
  { object, field }: NumberSeries,
  numbers: readonly RecordNumber[],
): Promise<readonly RecordNumber[]> {
  // One statement takes each value once: of two that are the same, the later is not the first's.
  const firsts = new Map(numbers.toReversed().map((one) => [one.value, one]))
  const rows = [...firsts.values()].map(
    ({ id, value }) => sql`(${actor.workspaceId}, ${object}, ${field}, ${value}, ${id})`,
  )
  const noted = await tx.rows<{ id: string }>(sql`
    insert into tendero.record_number as n (workspace_id, object, field, value, record_id) values ${join(rows)}
    on conflict (workspace_id, object, field, value) do update
    set record_id = excluded.record_id where n.record_id = excluded.record_id returning record_id as id`)
  const ids = new Set(noted.map(({ id }) => id))
  return numbers.filter(({ id }) => !ids.has(id))
}

/** Numbers of records that are gone may be brought again. */
export function freeNumbers(
  { tx, actor }: Writing,
  { object, field }: NumberSeries,
  numbers: readonly RecordNumber[],
): void {
  if (numbers.length === 0) return
  const values = numbers.map(({ value }) => value)
  const ids = numbers.map(({ id }) => id)
  tx.send(sql`
    delete from tendero.record_number n where n.workspace_id = ${actor.workspaceId} and n.object = ${object}
    and n.field = ${field} and n.value = any(${values}::text[]) and n.record_id = any(${ids}::uuid[])`)
}

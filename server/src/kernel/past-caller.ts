import { addDays, dayIn, type Field, isDay, type ObjectType, sql, startOfDay } from '@tendero/model'
import type { Caller } from './caller.ts'
import { Failure } from './failure.ts'
import type { Kernel } from './kernel.ts'
import { currentVersions, filledVersions, fillPast } from './past-fill.ts'
import { type Past, pastRows, type TableColumn } from './past-rows.ts'
import { nowIn } from './workspace-model.ts'

/**
 * Reads as they would have answered when a day had ended: the same work, by a caller in whose model every object's rows
 * are those of that day. The objects that the statements look into are noted while these are made; was one of them not up
 * to date, it is brought there and the work done anew.
 * @throws Failure 422 `not_past` for what is no past day, 503 when it is written so fast that nothing stands still
 */
export async function asOnDay<T>(
  kernel: Kernel,
  caller: Caller,
  day: string,
  work: (caller: Caller) => Promise<T>,
): Promise<T> {
  const past = pastOf(kernel, caller, day)
  const used = new Set<string>()
  const then = inPast(caller, past, used, await tableColumns(kernel))
  for (let round = 0; round < mostRounds; round += 1) {
    const before = await filledVersions(kernel, past)
    const answer = await work(then)
    const current = await currentVersions(kernel, past, used)
    // What the work read was there before it, and nothing came meanwhile.
    if ([...used].every((object) => current.has(object) && current.get(object) === before.get(object))) return answer
    for (const object of used) if (!current.has(object)) await fillPast(kernel, past, object)
  }
  throw new Failure(503, 'too_busy')
}

const mostRounds = 20

function pastOf(kernel: Kernel, { model, actor }: Caller, day: string): Past {
  const { timeZone } = model.settings
  if (!isDay(day) || day < firstDay || day >= dayIn(timeZone, nowIn(kernel, model)))
    throw new Failure(422, 'not_past', { details: { day: day.slice(0, 20) } })
  return { model, actor, day, at: startOfDay(timeZone, addDays(day, 1)) }
}

const firstDay = '1970-01-01'

/** The caller among the objects of that day. Their actor is another too: what is kept for each is of one day. */
function inPast(
  { model, actor, ...caller }: Caller,
  past: Past,
  used: Set<string>,
  columns: ReadonlyMap<string, readonly TableColumn[]>,
): Caller {
  const objects = new Map([...model.objects].map(([name, object]) => [name, asThen(object, past, used, columns)]))
  const asOf = new Date(past.at.getTime() - 1)
  return { ...caller, model: { ...model, objects, asOf }, actor: { ...actor } }
}

/** Catalogues are those of today: what stages and people are called. */
function asThen(
  object: ObjectType,
  past: Past,
  used: Set<string>,
  columns: ReadonlyMap<string, readonly TableColumn[]>,
): ObjectType {
  if (object.metadata) return object
  const rows = () => {
    used.add(object.recordedAs)
    return pastRows(past, object, columns.get(object.table) ?? [])
  }
  return { ...object, rows, fields: new Map([...object.fields].map(([name, field]) => [name, workedOut(field)])) }
}

/** What is kept of other records has no history: it is worked out of those. */
function workedOut(field: Field): Field {
  const { derivation } = field
  return derivation?.stored ? { ...field, derivation: { ...derivation, stored: false } } : field
}

let known: Promise<ReadonlyMap<string, readonly TableColumn[]>> | undefined

/** The columns of all tables: the program's migrations alone change them, before it serves. */
function tableColumns({ database }: Pick<Kernel, 'database'>): Promise<ReadonlyMap<string, readonly TableColumn[]>> {
  known ??= readColumns(database).catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}

async function readColumns(database: Kernel['database']): Promise<ReadonlyMap<string, readonly TableColumn[]>> {
  const rows = await database.control<{ table: string; name: string; type: string }>(sql`
    select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'app' and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`)
  const columns = new Map<string, TableColumn[]>()
  for (const { table, name, type } of rows) columns.set(table, [...(columns.get(table) ?? []), { name, type }])
  return columns
}

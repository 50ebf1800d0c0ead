import { type Field, join, literal, type ObjectType, sql } from '@tendero/model'
import { freeNumbers, keepNumbers, type RecordNumber, seriesOf, takeNumbers } from '../kernel/auto-numbers.ts'
import type { Context } from '../kernel/context.ts'
import { writeTable } from '../kernel/read-table.ts'
import { searchEntry, searchInsertion, searchRow } from '../kernel/search-index.ts'
import { lockRecords, type Stored } from '../kernel/write-records.ts'

/**
 * Brings records and the series of a custom field together: numbers that they have are noted, those of deleted ones given
 * up, and, where the field is to have it so, the others get one, in the order of `ids`. That is no change of theirs: it
 * leaves history and version as they are.
 */
export async function numberRecords(
  ctx: Context,
  object: ObjectType,
  field: Field,
  ids: readonly string[],
): Promise<void> {
  const series = seriesOf(object, field)
  const records = await lockRecords(ctx, object, ids, 'edit', false)
  const live = records.filter(({ deleted }) => !deleted)
  freeNumbers(
    ctx,
    series,
    numbersOf(
      records.filter(({ deleted }) => deleted),
      field,
    ),
  )
  await keepNumbers(ctx, series, numbersOf(live, field))
  if (!field.options.numberExisting) return
  const without = live.filter(({ record }) => typeof record[field.name] !== 'string')
  const given = await takeNumbers(
    ctx,
    series,
    without.map(({ id }) => id),
  )
  if (given.size === 0) return
  writeNumbers(ctx, object, field, given)
  indexNumbers(ctx, object, field, without, given)
}

function numbersOf(records: readonly Stored[], { name }: Field): readonly RecordNumber[] {
  return records.flatMap(({ id, record }) => {
    const value = record[name]
    return typeof value === 'string' ? [{ id, value }] : []
  })
}

type Numbers = ReadonlyMap<string, string>

function writeNumbers(ctx: Context, object: ObjectType, field: Field, given: Numbers): void {
  const rows = [...given].map(([id, value]) => sql`(${id}::uuid, ${value}::text)`)
  ctx.tx.send(sql`
    update ${writeTable(object)} t set custom = t.custom || jsonb_build_object(${literal(field.name)}, v.value)
    from (values ${join(rows)}) v (id, value) where t.workspace_id = ${ctx.actor.workspaceId} and t.id = v.id`)
}

function indexNumbers(
  ctx: Context,
  object: ObjectType,
  { name }: Field,
  records: readonly Stored[],
  given: Numbers,
): void {
  const rows = records.flatMap(({ id, record }) => {
    const values = { ...record, [name]: given.get(id) }
    const entry = searchEntry(object, values)
    return entry ? [searchRow(ctx.stamp, object, id, entry, values)] : []
  })
  if (rows.length > 0) ctx.tx.send(searchInsertion(rows, false))
}

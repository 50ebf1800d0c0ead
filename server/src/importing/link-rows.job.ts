import { and, or, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import { policy } from '../kernel/policy.ts'
import { visible } from '../kernel/read-records.ts'
import { readTable, withIds } from '../kernel/record-select.ts'
import { keyText } from './find-records.sql.ts'
import type { ImportPlan } from './import-plan.ts'
import { conventionOf, note, refresh, rowsOf, type Work } from './import-work.job.ts'
import { lookUp } from './look-up.sql.ts'
import { readRow } from './read-row.ts'
import { referenceFinder } from './reference-finder.sql.ts'
import { rowId } from './row-id.ts'
import { type SeenKeys, seenKeys } from './seen-keys.ts'
import { refer } from './settle-row.ts'

/** Rows between two signs of life. */
const rowsBetweenNotes = 50_000

/** The keys of a file whose rows refer to each other; undefined for other files. */
export async function keysInFile(work: Work): Promise<SeenKeys | undefined> {
  const { plan } = work
  const names = new Set(ownReferences(plan).flatMap(({ reference }) => reference?.keys ?? []))
  const keys = plan.fields.filter(({ field }) => names.has(field.name))
  if (keys.length === 0) return undefined
  const found = seenKeys()
  const convention = conventionOf(work.caller.model, work.stored.setup)
  const only = { ...plan, fields: keys }
  let passed = 0
  for await (const rows of rowsOf(work)) {
    for (const row of rows)
      for (const value of Object.values(readRow(only, row.cells, convention).values))
        if (typeof value === 'string') found.add(keyText(value), row.number)
    passed += rows.length
    if (passed % rowsBetweenNotes < rows.length) await note(work, {})
  }
  return found
}

function ownReferences(plan: ImportPlan): ImportPlan['fields'] {
  return plan.fields.filter(({ reference }) => reference?.target.recordedAs === plan.object.recordedAs)
}

/** A second pass over a file whose rows refer to later ones: now all are there. */
export async function linkRows(work: Work): Promise<void> {
  await refresh(work)
  const { plan, kernel, operationId } = work
  const own = ownReferences(plan)
  const keyed = plan.fields.filter(({ field }) => field === plan.updateBy)
  const only = { ...plan, fields: [...new Set([...own, ...keyed])] }
  const convention = conventionOf(work.caller.model, work.stored.setup)
  const finder = referenceFinder()
  for await (const rows of rowsOf(work)) {
    const readings = rows.map((row) => ({ row, reading: readRow(only, row.cells, convention) }))
    const linked = readings.filter(({ reading }) => reading.references.length > 0)
    if (linked.length === 0) continue
    const existing = await lookUp(
      { ...work, finder },
      linked.map(({ reading }) => reading),
    )
    const patches = linked.flatMap(({ row, reading }) => {
      const key = plan.updateBy && reading.values[plan.updateBy.name]
      const id = key === undefined ? rowId(operationId, row.number, work.sheet) : existing.get(keyText(key))?.[0]
      const links: Record<string, unknown> = {}
      for (const wanted of reading.references) {
        const [found, ...others] = finder.candidates(work.caller.model, wanted)
        if (found !== undefined && others.length === 0) refer(links, wanted.plan.field, found)
      }
      return id !== undefined && Object.keys(links).length > 0 ? [{ ...links, id }] : []
    })
    const once = [...new Map(patches.map((one) => [one.id, one])).values()]
    await write(kernel, work.caller, (ctx) => linkExisting(ctx, plan, once), { operationId })
    await note(work, {})
  }
}

/** Only what the import wrote, or what its person may change: a row that was refused is not linked either. */
async function linkExisting(
  ctx: Context,
  { object }: ImportPlan,
  patches: readonly { readonly id: string }[],
): Promise<void> {
  const ids = patches.map((one) => one.id)
  const found = await ctx.tx.rows<{ id: string }>(sql`
    select t.id from ${readTable(object)} t where ${and([
      visible(ctx, object, 't'),
      withIds('t', ids),
      or([sql`t.operation_id = ${ctx.operationId}`, policy(ctx.model, ctx.actor, object, 'edit', 't')]),
    ])}`)
  const may = new Set(found.map((row) => row.id))
  await ctx.updateMany(
    object.name,
    patches.filter((one) => may.has(one.id)),
    { strict: false },
  )
}

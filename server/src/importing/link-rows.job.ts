import { and, or, sql } from '@tendero/model'
import { write } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { policy } from '../kernel/policy.ts'
import { visible } from '../kernel/read-records.ts'
import { readTable } from '../kernel/read-table.ts'
import { withIds } from '../kernel/record-select.ts'
import { keyText } from './find-records.sql.ts'
import type { ImportPlan } from './import-plan.ts'
import { conventionOf, note, refresh, rowsOf, type Work } from './import-work.job.ts'
import { lookUp } from './look-up.sql.ts'
import { readRow } from './read-row.ts'
import { referenceFinder } from './reference-finder.sql.ts'
import { rowId } from './row-id.ts'
import { type SeenKeys, seenKeys } from './seen-keys.ts'
import { refer } from './settle-row.ts'
import { withProblems } from './tally.ts'
import { problemsOf } from './write-outcomes.job.ts'

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

/**
 * A second pass over a file whose rows refer to later ones: now all are there. A reference that is refused, such as that
 * of an account to one under it, stays empty and is told among the problems: the row itself stands.
 */
export async function linkRows(work: Work): Promise<void> {
  await refresh(work)
  const { plan, operationId } = work
  const own = ownReferences(plan)
  const keyed = plan.fields.filter(({ field }) => field === plan.updateBy)
  const only = { ...plan, fields: [...new Set([...own, ...keyed])] }
  const convention = conventionOf(work.caller.model, work.stored.setup)
  const finder = referenceFinder()
  for await (const rows of rowsOf(work)) {
    const readings = rows.map((row) => ({ row, reading: readRow(only, row.cells, convention) }))
    const linked = readings.filter(({ reading }) => reading.references.length > 0)
    if (linked.length === 0) continue
    const { existing, merged } = await lookUp(
      { ...work, finder },
      linked.map(({ reading }) => reading),
    )
    const links = linked.flatMap(({ row, reading }): Link[] => {
      const key = plan.updateBy && reading.values[plan.updateBy.name]
      const [keyed] = existing.get(keyText(key)) ?? merged.get(keyText(key)) ?? []
      const id = key === undefined ? rowId(operationId, row.number, work.sheet) : keyed
      const values: Record<string, unknown> = {}
      for (const wanted of reading.references) {
        const [found, ...others] = finder.candidates(work.caller.model, wanted)
        if (found !== undefined && others.length === 0) refer(values, wanted.plan.field, found)
      }
      return id !== undefined && Object.keys(values).length > 0 ? [{ row: row.number, patch: { ...values, id } }] : []
    })
    await linkTogether(work, [...new Map(links.map((one) => [one.patch.id, one])).values()])
    await note(work, {})
  }
}

/** What a row becomes by its references to other rows. */
interface Link {
  readonly row: number
  readonly patch: Values & { readonly id: string }
}

/** Links neighbouring rows. What is refused is halved until exactly the links are found that cannot be. */
async function linkTogether(work: Work, links: readonly Link[]): Promise<void> {
  const { kernel, caller, plan, operationId } = work
  const patches = links.map(({ patch }) => patch)
  try {
    await write(kernel, caller, (ctx) => linkExisting(ctx, plan, patches), { operationId })
  } catch (error) {
    const problems = problemsOf(error)
    const [first] = links
    if (!problems || !first) throw error
    if (links.length === 1) {
      work.tally = withProblems(work.tally, first.row, problems)
      return
    }
    const middle = Math.ceil(links.length / 2)
    await linkTogether(work, links.slice(0, middle))
    await linkTogether(work, links.slice(middle))
  }
}

/** Only what the import wrote, or what its person may change: a row that was refused is not linked either. */
async function linkExisting(ctx: Context, { object }: ImportPlan, patches: readonly Link['patch'][]): Promise<void> {
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

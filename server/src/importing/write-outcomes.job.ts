import { referredIds } from '@tendero/model'
import { write } from '../kernel/action.ts'
import type { Context } from '../kernel/context.ts'
import { Failure } from '../kernel/failure.ts'
import { type Draft, draftMade, Interrupted, note, noteMilliseconds, progressOf, type Work } from './import-work.job.ts'
import { cellProblem } from './read-row.ts'
import { draftValues } from './settle-row.ts'
import { changeImport } from './stored-imports.sql.ts'
import { type Outcome, type Tally, tallied } from './tally.ts'
import { writeCompanions } from './write-companions.job.ts'

/** Counts the rows of a dry run. @returns whether somebody asks to cancel */
export async function noteDry(work: Work, outcomes: readonly Outcome[]): Promise<boolean> {
  work.rejectBytes = await work.rejects.write(work.rejectBytes, outcomes)
  work.tally = tallied(work.tally, outcomes)
  if (performance.now() - work.notedAt < noteMilliseconds) return false
  return note(work, progressOf(work))
}

/**
 * Writes neighbouring rows and how far that brings the import. What the database refuses is halved until exactly the
 * bad rows are found.
 */
export async function commit(work: Work, outcomes: readonly Outcome[]): Promise<boolean> {
  const tally = tallied(work.tally, outcomes)
  const rejectBytes = await work.rejects.write(work.rejectBytes, outcomes)
  try {
    const cancel = await writeOutcomes(work, outcomes, tally, rejectBytes)
    work.tally = tally
    work.rejectBytes = rejectBytes
    return cancel
  } catch (error) {
    const writable = outcomes.filter(isWritten)
    const problems = problemsOf(error)
    if (!problems || writable.length === 0) throw error
    if (writable.length > 1) {
      const middle = Math.ceil(outcomes.length / 2)
      return (await commit(work, outcomes.slice(0, middle))) || (await commit(work, outcomes.slice(middle)))
    }
    return commit(
      work,
      outcomes.map((one): Outcome => (isWritten(one) ? { row: one.row, what: 'bad', problems } : one)),
    )
  }
}

/** What a refusal says about a row; undefined for what is not the row's fault. */
export function problemsOf(error: unknown): Extract<Outcome, { what: 'bad' }>['problems'] | undefined {
  if (error instanceof Failure) {
    const fields = Object.entries(error.fields ?? {})
    if (fields.length > 0) return fields.map(([field, problem]) => cellProblem(field || null, null, problem))
    return [cellProblem(null, null, { code: error.code })]
  }
  const state = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(22|23)...$/.test(state) ? [cellProblem(null, null, { code: 'refused', details: { state } })] : undefined
}

async function writeOutcomes(
  work: Work,
  outcomes: readonly Outcome[],
  tally: Tally,
  rejectBytes: number,
): Promise<boolean> {
  const { place, caller, kernel, operationId } = work
  const drafts = neededDrafts(work, outcomes)
  const { problems, likely, ...counts } = tally
  const cancel = await write(
    kernel,
    caller,
    async (ctx) => {
      await writeDrafts(ctx, drafts)
      await writeRecords(ctx, work, outcomes)
      const patch = { ...progressOf(work), counts, problems, likely, rejectBytes, operationId }
      // Somebody else who takes the work for theirs has gone further: what this one wrote is undone.
      const { changed, cancelRequested } = await changeImport(ctx.tx, place.id, patch, ['running'], work.tally.read)
      if (!changed) throw new Interrupted('the import is no longer ours')
      return cancelRequested
    },
    { operationId },
  )
  for (const draft of drafts) draftMade(work, draft)
  return cancel
}

/** Makes the records that rows refer to; of what only stands in for one, nobody asks who may make it. */
export async function writeDrafts(ctx: Context, drafts: readonly Draft[], checked = true): Promise<void> {
  for (const [target, of] of byTarget(drafts))
    await ctx.insertMany(
      target,
      of.map(({ wanted, id }) => ({ ...draftValues(wanted), id })),
      { checked, strict: false },
    )
  if (drafts.some(({ wanted }) => wanted.plan.reference?.target.metadata)) await ctx.refreshModel()
}

/** What the rows themselves become. */
export async function writeRecords(ctx: Context, { plan }: Work, outcomes: readonly Outcome[]): Promise<void> {
  const creates = outcomes.filter((one) => one.what === 'create')
  const updates = outcomes.filter((one) => one.what === 'update')
  const valuesOf = ({ id, values }: Written) => ({ ...values, id })
  const options = { checked: true, strict: false }
  if (creates.length > 0) await ctx.insertMany(plan.object.name, creates.map(valuesOf), options)
  await ctx.updateMany(plan.object.name, updates.map(valuesOf), options)
  await writeCompanions(ctx, plan.object.name, creates, updates)
}

type Written = Extract<Outcome, { id: string }>

/** Does a row make or change a record? */
export function isWritten(outcome: Outcome): outcome is Written {
  return outcome.what === 'create' || outcome.what === 'update'
}

export function neededDrafts({ drafts, plan }: Work, outcomes: readonly Outcome[]): readonly Draft[] {
  const open = new Map([...drafts.values()].map((one) => [one.id, one]))
  if (open.size === 0) return []
  const referring = plan.fields.filter(({ reference }) => reference).map(({ field }) => field.name)
  const needed = new Set<Draft>()
  for (const outcome of outcomes)
    for (const id of referring.flatMap((name) => (isWritten(outcome) ? referredIds(outcome.values[name]) : []))) {
      const draft = open.get(id)
      if (draft) needed.add(draft)
    }
  return [...needed]
}

function byTarget(drafts: readonly Draft[]): ReadonlyMap<string, readonly Draft[]> {
  const targets = new Map<string, Draft[]>()
  for (const draft of drafts) {
    const name = draft.wanted.plan.reference?.target.name ?? ''
    targets.set(name, [...(targets.get(name) ?? []), draft])
  }
  return targets
}

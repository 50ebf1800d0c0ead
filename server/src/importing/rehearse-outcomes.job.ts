import type { Context } from '../kernel/context.ts'
import { rehearse, sent } from '../kernel/rehearsal.ts'
import type { Draft, Work } from './import-work.job.ts'
import { type CellProblem, cellProblem } from './read-row.ts'
import { seenKeys } from './seen-keys.ts'
import type { Outcome } from './tally.ts'
import { isWritten, neededDrafts, problemsOf, writeDrafts, writeRecords } from './write-outcomes.job.ts'

/** No record could be made that stands for one of an earlier row. */
class StandInRefused extends Error {}

/**
 * Writes neighbouring rows of a dry run as the import would, and takes them back: what the rules of fields, numbers,
 * rights or the database refuse is known before. Halved like those of the import until exactly the bad rows are found.
 * @returns what would become of each row
 */
export async function rehearseOutcomes(work: Work, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
  const settled = outcomes.map((outcome) => withoutTaken(work, outcome))
  const written = settled.filter(isWritten)
  const problems = written.length > 0 ? await refusalOf(work, written) : undefined
  if (!problems) {
    noteClaims(work, written)
    return settled
  }
  if (written.length === 1)
    return settled.map((one): Outcome => (isWritten(one) ? { row: one.row, what: 'bad', problems } : one))
  const middle = Math.ceil(settled.length / 2)
  return [
    ...(await rehearseOutcomes(work, settled.slice(0, middle))),
    ...(await rehearseOutcomes(work, settled.slice(middle))),
  ]
}

/** What an earlier row takes is not there any more when the database is asked: that row was taken back. */
function withoutTaken(work: Work, outcome: Outcome): Outcome {
  const taken = claimsOf(work, outcome).find(({ of, key }) => work.claims.get(of)?.has(key))
  return taken ? { row: outcome.row, what: 'bad', problems: [taken.problem] } : outcome
}

function noteClaims(work: Work, outcomes: readonly Outcome[]): void {
  for (const outcome of outcomes)
    for (const { of, key } of claimsOf(work, outcome)) {
      const known = work.claims.get(of) ?? seenKeys()
      work.claims.set(of, known)
      known.add(key, outcome.row.number)
    }
}

/** What one record alone may have: a number, values that are unique together. */
interface Claim {
  readonly of: string
  readonly key: string
  /** What is wrong with a second one. */
  readonly problem: CellProblem
}

function claimsOf({ plan: { object, fields } }: Work, outcome: Outcome): readonly Claim[] {
  if (!isWritten(outcome)) return []
  const { values } = outcome
  const unique = object.unique
    .filter((names) => names.every((name) => values[name] !== undefined))
    .map((names) => ({
      of: names.join(' '),
      key: JSON.stringify(names.map((name) => uncased(values[name]))),
      problem: cellProblem(null, null, { code: 'unique_violation' }),
    }))
  if (outcome.what === 'update') return unique
  const numbers = fields.flatMap(({ field: { name, type } }) => {
    const number = type.numbered ? values[name] : undefined
    if (typeof number !== 'string') return []
    const problem = cellProblem(name, null, { code: 'number_taken', details: { number } })
    return [{ of: name, key: number, problem }]
  })
  return [...unique, ...numbers]
}

/** Unique words are compared without regard to case. */
function uncased(value: unknown): unknown {
  return typeof value === 'string' ? value.toLowerCase() : value
}

/** Why the rows cannot all be written; undefined when they could. */
async function refusalOf(work: Work, outcomes: readonly Outcome[]): Promise<readonly CellProblem[] | undefined> {
  const { kernel, caller, operationId } = work
  try {
    await rehearse(kernel, caller, (ctx) => writeAll(ctx, work, outcomes), { operationId })
    return undefined
  } catch (error) {
    if (error instanceof StandInRefused) return refusalOfOthers(work, outcomes)
    const problems = problemsOf(error)
    if (!problems) throw error
    return problems
  }
}

async function writeAll(ctx: Context, work: Work, outcomes: readonly Outcome[]): Promise<void> {
  const drafts = neededDrafts(work, outcomes)
  const standIns = drafts.filter(({ standsIn }) => standsIn)
  await writeStandIns(ctx, standIns)
  await writeDrafts(
    ctx,
    drafts.filter(({ standsIn }) => !standsIn),
  )
  await writeRecords(ctx, work, outcomes)
}

/** @throws StandInRefused */
async function writeStandIns(ctx: Context, standIns: readonly Draft[]): Promise<void> {
  if (standIns.length === 0) return
  try {
    await writeDrafts(ctx, standIns, false)
    await sent(ctx)
  } catch (error) {
    throw problemsOf(error) ? new StandInRefused() : error
  }
}

/** Rows that refer to what nothing can stand for are taken for what they are without it. */
async function refusalOfOthers(work: Work, outcomes: readonly Outcome[]): Promise<readonly CellProblem[] | undefined> {
  const others = outcomes.filter((one) => neededDrafts(work, [one]).every(({ standsIn }) => !standsIn))
  return others.length > 0 ? refusalOf(work, others) : undefined
}

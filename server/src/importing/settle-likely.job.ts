import type { LikelyChoice, ObjectType } from '@tendero/model'
import { likelyTwins } from '../duplicates/index.ts'
import type { Values } from '../kernel/lifecycle.ts'
import { readingFor } from '../kernel/read-records.ts'
import type { Work } from './import-work.job.ts'
import type { Outcome } from './tally.ts'

type Creation = Extract<Outcome, { what: 'create' }>

/**
 * Rows that would make a record which is likely there already become what the setup says: a record all the same, a
 * completion of what is empty in the one that is there, or nothing.
 */
export async function settleLikely(work: Work, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
  const creations = outcomes.filter((one): one is Creation => one.what === 'create')
  if (creations.length === 0) return outcomes
  const { kernel, caller, plan, stored } = work
  const twins = await kernel.database.read(caller.actor.workspaceId, (tx) =>
    likelyTwins(
      readingFor(kernel, caller, tx),
      plan.object,
      creations.map(({ values, companions }) => ({ values, points: pointsOf(companions) })),
    ),
  )
  const twinOf = new Map(creations.map((creation, i) => [creation, twins[i]]))
  const { rest = 'create', rows = {} } = stored.setup.likely ?? {}
  return outcomes.map((outcome): Outcome => {
    const twin = outcome.what === 'create' ? twinOf.get(outcome) : undefined
    if (outcome.what !== 'create' || !twin) return outcome
    const row = outcome.row.number
    const likely = { row, title: titleOf(plan.object, outcome.values), candidate: twin.candidate }
    return decided({ ...outcome, likely }, rows[String(row)] ?? rest, twin.record)
  })
}

function decided(
  creation: Creation & { likely: NonNullable<Creation['likely']> },
  choice: LikelyChoice,
  record: Values,
): Outcome {
  const { row, likely, values, companions } = creation
  if (choice === 'create') return creation
  if (choice === 'skip') return { row, what: 'skip', likely }
  const empty = Object.entries(values).filter(([name]) => name !== 'id' && isEmpty(record[name]))
  return { row, what: 'update', id: likely.candidate.id, values: Object.fromEntries(empty), companions, likely }
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

function titleOf({ title }: ObjectType, values: Values): string {
  const named = [values.firstName, values.lastName].filter(Boolean).join(' ')
  return String(values[title] ?? named)
}

function pointsOf(companions: Creation['companions']): {
  readonly emails: readonly string[]
  readonly phones: readonly string[]
} {
  const of = (name: string) => companions.filter((one) => one.name === name).flatMap(({ text }) => text.split('\n'))
  return { emails: of('emails'), phones: of('phones') }
}

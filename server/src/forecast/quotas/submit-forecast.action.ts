import { type FiscalPeriod, type ForecastSubmission, rollUpCategories, type SubmissionWish, sql } from '@tendero/model'
import { z } from 'zod'
import { write } from '../../kernel/action.ts'
import type { Caller } from '../../kernel/caller.ts'
import { notFound } from '../../kernel/failure.ts'
import { newId } from '../../kernel/identity.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { type Reading, readingFor } from '../../kernel/read-records.ts'
import { readTable } from '../../kernel/read-table.ts'
import { nowIn } from '../../kernel/workspace-model.ts'
import { columnOf, dealsIn, inBase, objectIn } from './deals-in-period.sql.ts'
import { judgedInput, judgedPeriod } from './judged-period.ts'
import { madeOf, readRollUp } from './read-roll-up.sql.ts'
import { requireJudgement } from './subject-rights.ts'
import { insertSubmission, type SubmittedDeal, submissionFace } from './submissions.sql.ts'

export const submissionInput = z.strictObject({ ...judgedInput, note: z.string().trim().max(4_000).optional() })

/** How many deals of a submission are kept, those that are worth most. */
const mostDeals = 2_000

/** Keeps the figures of a person or a team as they are now, with the deals that they are made of. */
export async function submitForecast(
  kernel: Kernel,
  caller: Caller,
  wish: SubmissionWish,
): Promise<ForecastSubmission> {
  const period = judgedPeriod(caller, wish)
  const { actor, model } = caller
  return write(kernel, caller, async (ctx) => {
    requireJudgement(caller, { kind: wish.kind, id: wish.subject })
    const reading = readingFor(kernel, caller, ctx.tx)
    const rollUp = await readRollUp(reading, period)
    const row = rollUp.rows.find(({ kind, id }) => kind === wish.kind && id === wish.subject)
    if (!row) throw notFound()
    const listed = await dealsOf(reading, period, madeOf(rollUp.rows, { kind: wish.kind, id: wish.subject }))
    const count = rollUpCategories.reduce((sum, category) => sum + row.figures[category].count, 0)
    const { commit, closed, most_likely, best_case, pipeline } = row.figures
    const stored = {
      id: newId(),
      kind: wish.kind,
      subject: wish.subject,
      period: period.kind,
      startsOn: period.startsOn,
      figures: {
        closed: closed.amount,
        commit: commit.amount,
        most_likely: most_likely.amount,
        best_case: best_case.amount,
        pipeline: pipeline.amount,
        quota: row.quota?.amount ?? null,
      },
      deals: { listed, more: Math.max(0, count - listed.length) },
      note: wish.note ?? '',
      by: actor.userId,
      at: nowIn(kernel, model),
    }
    insertSubmission(ctx.tx, stored)
    return submissionFace(reading, stored)
  })
}

/** The deals of people, and those of teams that are nobody's, within a period, as they are. */
function dealsOf(
  reading: Reading,
  period: FiscalPeriod,
  { people, teams }: ReturnType<typeof madeOf>,
): Promise<readonly SubmittedDeal[]> {
  const object = objectIn(reading, 'opportunity')
  const column = (name: string, part = 0) => columnOf(object, name, part)
  const part = (status: 'won' | 'open') => sql`
    select t.id, ${column('name')} as title, ${status === 'won' ? sql`'closed'` : column('forecastCategory')} as category,
      coalesce(${column('amount', inBase)}, 0)::bigint as amount, ${column(status === 'won' ? 'closedOn' : 'closeOn')}::text as "closeOn"
    from ${readTable(object)} t where ${dealsIn(reading, period, status)}
      and (${column('owner')} = any(${people}::uuid[]) or (${column('owner')} is null and ${column('team')} = any(${teams}::uuid[])))`
  return reading.tx.rows<SubmittedDeal>(sql`
    select * from (${part('won')} union all ${part('open')}) d where d.category = any(${rollUpCategories}::text[])
    order by d.amount desc, d.id limit ${mostDeals}`)
}

import { type AdjustmentWish, adjustedCategories, type ForecastRollUp } from '@tendero/model'
import { z } from 'zod'
import { recordId } from '../../kernel/accept-body.ts'
import { write } from '../../kernel/action.ts'
import type { Caller } from '../../kernel/caller.ts'
import { isUniqueViolation } from '../../kernel/database-failure.ts'
import { Failure } from '../../kernel/failure.ts'
import { newId } from '../../kernel/identity.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { readingFor } from '../../kernel/read-records.ts'
import { nowIn } from '../../kernel/workspace-model.ts'
import { insertAdjustment, standingAdjustment } from './adjustments.sql.ts'
import { judgedInput, judgedPeriod } from './judged-period.ts'
import { readRollUp } from './read-roll-up.sql.ts'
import { requireJudgement } from './subject-rights.ts'

/** Minor units; far more than anything is worth. */
const most = 1_000_000_000_000_000

export const adjustmentInput = z.strictObject({
  ...judgedInput,
  category: z.enum(adjustedCategories),
  amount: z.number().int().min(-most).max(most),
  reason: z.string().trim().min(1).max(1_000),
  instead: recordId.nullable().optional(),
})

/**
 * Says that a category comes to more or less than the deals tell.
 * @throws Failure 403 of somebody else's, 404, 422, 409 `adjusted_meanwhile` when another stands where one was looked at
 */
export async function adjustForecast(kernel: Kernel, caller: Caller, wish: AdjustmentWish): Promise<ForecastRollUp> {
  const { period, startsOn, kind, subject, category, amount, reason, instead } = wish
  const judged = judgedPeriod(caller, wish)
  const { actor, model } = caller
  await write(kernel, caller, async (ctx) => {
    const own = requireJudgement(caller, { kind, id: subject }) === 'own'
    const slot = { kind, subject, period, startsOn, category, own }
    const standing = await standingAdjustment(ctx.tx, slot)
    // What was taken back is shown to nobody.
    const shown = standing && standing.amount !== 0 ? standing.id : null
    if (instead !== undefined && instead !== shown) throw adjustedMeanwhile()
    const replaces = standing?.id ?? null
    const at = nowIn(kernel, model)
    await insertAdjustment(ctx.tx, { ...slot, id: newId(), replaces, amount, reason, by: actor.userId, at })
  }).catch((error: unknown) => {
    throw isUniqueViolation(error) ? adjustedMeanwhile() : error
  })
  return kernel.database.read(actor.workspaceId, (tx) => readRollUp(readingFor(kernel, caller, tx), judged))
}

const adjustedMeanwhile = () => new Failure(409, 'adjusted_meanwhile')

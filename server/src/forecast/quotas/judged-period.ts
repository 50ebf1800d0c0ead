import {
  type FiscalPeriod,
  fiscalPeriod,
  fiscalPeriodKinds,
  isFiscalPeriodStart,
  type SubmissionWish,
} from '@tendero/model'
import { z } from 'zod'
import { day, recordId } from '../../kernel/accept-body.ts'
import type { Caller } from '../../kernel/caller.ts'
import { invalid } from '../../kernel/failure.ts'

/** What is said of a period names it, and whose it is. */
export const judgedInput = {
  period: z.enum(fiscalPeriodKinds),
  startsOn: day,
  kind: z.enum(['team', 'person']),
  subject: recordId,
}

/** @throws Failure 422 `no_period_begins` at `startsOn` */
export function judgedPeriod(
  { model }: Caller,
  { period, startsOn }: Pick<SubmissionWish, 'period' | 'startsOn'>,
): FiscalPeriod {
  const { fiscalYearStart } = model.settings
  if (!isFiscalPeriodStart(period, startsOn, fiscalYearStart)) throw invalid({ startsOn: { code: 'no_period_begins' } })
  return fiscalPeriod(period, startsOn, fiscalYearStart)
}

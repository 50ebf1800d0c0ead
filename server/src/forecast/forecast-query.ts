import { dayIn, isDay } from '@tendero/model'
import type { Caller } from '../kernel/caller.ts'
import { Failure } from '../kernel/failure.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { nowIn } from '../kernel/workspace-model.ts'

export interface ForecastQuery {
  /** ISO date, not after today; today unless told. */
  readonly asOf?: string
  /** 1 to 12, from the month of the day after; 3 unless told. */
  readonly months?: number
}

export const todayIn = (kernel: Kernel, { model }: Caller): string =>
  dayIn(model.settings.timeZone, nowIn(kernel, model))

type Query = Readonly<Record<string, string | undefined>>

export const wrong = (parameter: string) => new Failure(422, 'invalid_query', { details: { parameter } })

/** @throws Failure 422 `invalid_query` with the parameter that is wrong */
export function forecastQuery(kernel: Kernel, caller: Caller, { asOf, months }: Query): ForecastQuery {
  if (asOf !== undefined && (!isDay(asOf) || asOf > todayIn(kernel, caller))) throw wrong('asOf')
  if (months !== undefined && !/^([1-9]|1[0-2])$/.test(months)) throw wrong('months')
  return { ...(asOf ? { asOf } : {}), ...(months ? { months: Number(months) } : {}) }
}

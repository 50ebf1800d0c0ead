import { addDays, isDay, type PipelineChanges } from '@tendero/model'
import type { Caller } from '../../kernel/caller.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import { readingFor, referenceTitles } from '../../kernel/read-records.ts'
import { todayIn, wrong } from '../forecast-query.ts'
import { requireForecast } from '../forecast-rights.ts'
import { stateOn } from '../learned/deal-past.ts'
import { dayNumber } from '../learned/months.ts'
import { seenForecast } from '../read-forecast.sql.ts'
import { objectIn } from './deals-in-period.sql.ts'
import { pipelineChanges } from './pipeline-changes.ts'
import { periodIn } from './read-roll-up.sql.ts'

type Query = Readonly<Record<string, string | undefined>>

const mostChanges = 100

/** What became of the deals of a period since a day. @throws Failure 403, 422 as the forecast itself */
export async function changesSince(kernel: Kernel, caller: Caller, query: Query): Promise<PipelineChanges> {
  requireForecast(caller)
  const today = todayIn(kernel, caller)
  const { until = today } = query
  if (!isDay(until) || until > today) throw wrong('until')
  const { since = addDays(until, -7) } = query
  if (!isDay(since) || since >= until) throw wrong('since')
  const period = await kernel.database.read(caller.actor.workspaceId, async (tx) =>
    periodIn(readingFor(kernel, caller, tx), query),
  )
  const { known, sees, currency, title } = await seenForecast(kernel, caller, {})
  const end = dayNumber(until)
  const deals = sees ? known.deals.filter((deal) => sees(stateOn(deal, end))) : known.deals
  const span = { from: dayNumber(period.startsOn), until: dayNumber(period.endsOn) }
  const { changes, ...sums } = pipelineChanges(deals, dayNumber(since), end, span)
  const told = changes.slice(0, mostChanges)
  const titles = await kernel.database.read(caller.actor.workspaceId, (tx) => {
    const reading = readingFor(kernel, caller, tx)
    return referenceTitles(
      reading,
      objectIn(reading, 'opportunity'),
      told.map(({ deal }) => deal.id),
    )
  })
  return {
    period,
    currency,
    since,
    until,
    ...sums,
    deals: told.map(({ deal, step, amount }) => {
      const { person } = stateOn(deal, end)
      return { id: deal.id, title: titles.get(deal.id) ?? null, person: person && title(person), step, amount }
    }),
  }
}

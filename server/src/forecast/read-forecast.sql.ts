import type { Caller } from '../kernel/caller.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor, referenceTitles } from '../kernel/read-records.ts'
import { type ForecastQuery, todayIn } from './forecast-query.ts'
import { requireForecast, type Seen, seenBy } from './forecast-rights.ts'
import type { DealPast } from './learned/deal-past.ts'
import { type LookedAhead, lookedAhead } from './looked-ahead.sql.ts'

/** A forecast as somebody may see it. */
export interface SeenForecast {
  readonly known: LookedAhead
  /** ISO code of the base currency. */
  readonly currency: string
  /** Which deals they may see: the others are learned from, but in no figure. Undefined: all. */
  readonly sees: Seen
  /** What a person, a team or a product is called; null where the reader may not know. */
  title(id: string): string | null
}

/**
 * What was learned from all deals of the workspace, with what the caller may see of it.
 * @throws Failure 403 for who may not read deals or one of the fields that it tells of, 422 for a day to come
 */
export async function seenForecast(kernel: Kernel, caller: Caller, query: ForecastQuery): Promise<SeenForecast> {
  const { actor, model } = caller
  requireForecast(caller)
  const { asOf = todayIn(kernel, caller), months = 3 } = query
  const known = await lookedAhead(kernel, { workspaceId: actor.workspaceId, model, asOf, months })
  const titles = await kernel.database.read(actor.workspaceId, (tx) =>
    titlesOf(readingFor(kernel, caller, tx), known.deals),
  )
  return {
    known,
    currency: model.settings.baseCurrency,
    sees: seenBy(actor),
    title: (id) => titles.get(id) ?? null,
  }
}

/** What people, teams and products are called. */
async function titlesOf(reading: Reading, deals: readonly DealPast[]): Promise<ReadonlyMap<string, string>> {
  const ids = { user: new Set<string>(), team: new Set<string>(), product: new Set<string>() }
  for (const { product, states } of deals) {
    if (product) ids.product.add(product)
    for (const { person, team } of states) {
      if (person) ids.user.add(person)
      if (team) ids.team.add(team)
    }
  }
  const found = await Promise.all(
    (['user', 'team', 'product'] as const).map((name) => {
      const object = reading.model.objects.get(name)
      return object ? referenceTitles(reading, object, [...ids[name]]) : new Map<string, string>()
    }),
  )
  return new Map(found.flatMap((titles) => [...titles]))
}

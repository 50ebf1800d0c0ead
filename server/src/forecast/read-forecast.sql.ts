import { dayIn, isDay } from '@tendero/model'
import { type Actor, mayUseField, scopeOf } from '../kernel/actor.ts'
import type { Caller } from '../kernel/caller.ts'
import { Failure, forbidden } from '../kernel/failure.ts'
import { teamsWithin } from '../kernel/grants.ts'
import { requireVerb } from '../kernel/input.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { type Reading, readingFor, referenceTitles } from '../kernel/read-records.ts'
import { nowIn } from '../kernel/workspace-model.ts'
import type { DealPast } from './learned/deal-past.ts'
import type { Prospect } from './learned/outlook.ts'
import { type LookedAhead, lookedAhead } from './looked-ahead.sql.ts'

export interface ForecastQuery {
  /** ISO date, not after today; today unless told. */
  readonly asOf?: string
  /** 1 to 12, from the month of the day after; 3 unless told. */
  readonly months?: number
}

/** Who has a deal. */
type Holder = Pick<Prospect, 'person' | 'team'>

/** A forecast as somebody may see it. */
export interface SeenForecast {
  readonly known: LookedAhead
  /** ISO code of the base currency. */
  readonly currency: string
  /** Which deals they may see: the others are learned from, but in no figure. Undefined: all. */
  readonly sees: ((holder: Holder) => boolean) | undefined
  /** What a person, a team or a product is called; null where the reader may not know. */
  title(id: string): string | null
}

/** Without these there is nothing to tell. */
const toldFields = ['amount', 'owner', 'stage', 'status', 'closeOn', 'closedOn']

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

export const todayIn = (kernel: Kernel, { model }: Caller): string =>
  dayIn(model.settings.timeZone, nowIn(kernel, model))

/** Which deals somebody may see; undefined: all. */
export function seenBy(actor: Actor): SeenForecast['sees'] {
  const scope = scopeOf(actor, 'opportunity', 'read')
  if (scope === 'all') return undefined
  const teams = teamsWithin(actor, scope)
  return ({ person, team }) => person === actor.userId || (team !== null && teams.includes(team))
}

/** @throws Failure 403 for who may not read deals or one of the fields that a forecast tells of */
export function requireForecast({ actor, model }: Caller): void {
  const object = model.objects.get('opportunity')
  if (!object) throw new Error('there are no opportunities')
  requireVerb(actor, object, 'read')
  const hidden = toldFields.find((field) => !mayUseField(actor, object.name, field, 'read'))
  if (hidden) throw forbidden({ object: object.name, field: hidden })
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

type Query = Readonly<Record<string, string | undefined>>

export const wrong = (parameter: string) => new Failure(422, 'invalid_query', { details: { parameter } })

/** @throws Failure 422 `invalid_query` with the parameter that is wrong */
export function forecastQuery(kernel: Kernel, caller: Caller, { asOf, months }: Query): ForecastQuery {
  if (asOf !== undefined && (!isDay(asOf) || asOf > todayIn(kernel, caller))) throw wrong('asOf')
  if (months !== undefined && !/^([1-9]|1[0-2])$/.test(months)) throw wrong('months')
  return { ...(asOf ? { asOf } : {}), ...(months ? { months: Number(months) } : {}) }
}

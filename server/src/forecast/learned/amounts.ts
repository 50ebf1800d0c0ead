import type { DealPast } from './deal-past.ts'

/** As many won deals of a kind as it takes for their own mean to count as much as that of all. */
const shrinkage = 10
/** As many won deals of a person as it takes for their own bias to count as much as the team's. */
const biasShrinkage = 15
const mostKept = 2000

/** What of the stated or usual amount comes in when a deal is won. */
export interface Bias {
  /** Brought per stated, drawn to the team's and that to everybody's by how few there are. */
  readonly times: number
  /** The same from their own won deals of which something had been stated, and how many these are; null for none. */
  readonly raw: number | null
  readonly deals: number
}

export interface Amounts {
  /** Mean of won deals, in minor units; before any was won, of what was said of the open ones. */
  readonly usual: number
  readonly usualOf: ReadonlyMap<string, number>
  readonly biasOf: ReadonlyMap<string, Bias>
  readonly teamBiasOf: ReadonlyMap<string, Bias>
  readonly bias: Bias
  /** What won deals brought by what was expected of them, about 1: the spread of a single deal. */
  readonly spread: Float64Array
}

/** What won deals brought and what was expected of them: stated, or usual for their product. */
interface Sums {
  value: number
  expected: number
  deals: number
  /** Of those of which something was stated. */
  statedValue: number
  stated: number
  statedDeals: number
}

const nothing: Sums = { value: 0, expected: 0, deals: 0, statedValue: 0, stated: 0, statedDeals: 0 }

/** What deals bring, learned from those that were won. */
export function learnAmounts(deals: readonly DealPast[]): Amounts {
  const won = deals.flatMap((deal) => (deal.won && deal.wonAmount !== null ? [{ deal, value: deal.wonAmount }] : []))
  const values =
    won.length > 0 ? won.map(({ value }) => value) : deals.flatMap(({ states }) => states.at(-1)?.amount ?? [])
  const usual = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  const byProduct = new Map<string, Sums>()
  for (const { deal, value } of won)
    byProduct.set(deal.product ?? '', added(byProduct.get(deal.product ?? ''), { value, expected: 1, stated: null }))
  const usualOf = new Map(
    [...byProduct].map(([product, { value, deals: count }]) => [
      product,
      (value + shrinkage * usual) / (count + shrinkage),
    ]),
  )
  let all = nothing
  const byTeam = new Map<string, Sums>()
  const byPerson = new Map<string, Sums>()
  const teamOf = new Map<string, string>()
  const expectedOf = (deal: DealPast) => statedAtFirst(deal) ?? usualOf.get(deal.product ?? '') ?? usual
  for (const { deal, value } of won) {
    const { person, team } = deal.states.at(-1) ?? deal.states[0]
    const brought = { value, expected: expectedOf(deal), stated: statedAtFirst(deal) }
    all = added(all, brought)
    byTeam.set(team ?? '', added(byTeam.get(team ?? ''), brought))
    byPerson.set(person ?? '', added(byPerson.get(person ?? ''), brought))
    teamOf.set(person ?? '', team ?? '')
  }
  const bias = biasFrom(all, 1, usual)
  const teamBiasOf = new Map([...byTeam].map(([team, sums]) => [team, biasFrom(sums, bias.times, usual)]))
  const biasOf = new Map(
    [...byPerson].map(([person, sums]) => [
      person,
      biasFrom(sums, teamBiasOf.get(teamOf.get(person) ?? '')?.times ?? bias.times, usual),
    ]),
  )
  const spread = Float64Array.from(
    won.slice(-mostKept),
    ({ deal, value }) => value / Math.max(1, expectedOf(deal) * bias.times),
  )
  return {
    usual,
    usualOf,
    biasOf,
    teamBiasOf,
    bias,
    spread: spread.length > 0 ? normalized(spread) : Float64Array.of(1),
  }
}

/** What was said of it before it was won: the last amount that was known before the day of its closing. */
function statedAtFirst(deal: DealPast): number | null {
  const before = deal.states.filter((state) => deal.closedOn === null || state.from < deal.closedOn)
  return (before.at(-1) ?? deal.states[0]).amount
}

function added(
  sums: Sums = nothing,
  { value, expected, stated }: { readonly value: number; readonly expected: number; readonly stated: number | null },
): Sums {
  const said = stated !== null
  return {
    value: sums.value + value,
    expected: sums.expected + expected,
    deals: sums.deals + 1,
    statedValue: sums.statedValue + (said ? value : 0),
    stated: sums.stated + (stated ?? 0),
    statedDeals: sums.statedDeals + (said ? 1 : 0),
  }
}

function biasFrom({ value, expected, statedValue, stated, statedDeals }: Sums, towards: number, usual: number): Bias {
  const weight = biasShrinkage * Math.max(1, usual)
  return {
    times: (value + weight * towards) / (expected + weight),
    raw: stated > 0 ? statedValue / stated : null,
    deals: statedDeals,
  }
}

function normalized(spread: Float64Array): Float64Array {
  const mean = spread.reduce((sum, one) => sum + one, 0) / spread.length
  return mean > 0 ? spread.map((one) => one / mean) : Float64Array.of(1)
}

/** What a deal brings if it is won, on average. */
export function expectedAmount(
  amounts: Amounts,
  product: string | null,
  stated: number | null,
  person: string | null,
  team: string | null,
): number {
  const { times } = amounts.biasOf.get(person ?? '') ?? amounts.teamBiasOf.get(team ?? '') ?? amounts.bias
  return usualAmount(amounts, product, stated).amount * times
}

/** What was stated, or what deals like it bring, before the bias of who stated it. */
export function usualAmount(
  { usualOf, usual }: Amounts,
  product: string | null,
  stated: number | null,
): { readonly amount: number; readonly from: 'stated' | 'product' | 'all' } {
  if (stated !== null) return { amount: stated, from: 'stated' }
  const ofProduct = product === null ? undefined : usualOf.get(product)
  return ofProduct === undefined
    ? { amount: usualOf.get(product ?? '') ?? usual, from: 'all' }
    : { amount: ofProduct, from: 'product' }
}

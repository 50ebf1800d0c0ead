import { describe, expect, test } from 'vitest'
import { madeDeals, type Seller } from '../../../test/made-deals.ts'
import { atOnce } from '../../platform/in-slices.ts'
import { coverageOf } from './accuracy.ts'
import { foresee, originsBefore, replay, trialsOf } from './backtest.ts'
import { calibrations } from './calibration.ts'
import { ahead } from './chances.ts'
import { skillOf } from './combine.ts'
import { asKnownOn, type DealPast } from './deal-past.ts'
import { lookAhead } from './look-ahead.ts'
import { monthlyWon } from './monthly.ts'
import { dayNumber, firstDayOf, monthOf } from './months.ts'
import { play } from './play.ts'
import { reasoner } from './reasons.ts'
import type { Terms } from './terms.ts'

const from = dayNumber('2024-01-01')
const rosa: Seller = { name: 'rosa', team: 'south', wins: 0.8, brings: 0.6, late: 60 }
const tim: Seller = { name: 'tim', team: 'south', wins: 0.3, brings: 1, late: 0 }
const sellers = [rosa, tim]
const deals = madeDeals({ sellers, from, days: 700, daily: 0.5, lasts: 60 })
const day = dayNumber('2025-10-31')
const terms: Terms = { fiscalStart: 1, probabilities: new Map([['talks', 0.5]]) }
const untried = skillOf([])

const known = asKnownOn(deals, day)
const views = atOnce(lookAhead(known, day, terms, 3))
const { outlook, learned } = views
const { all, people } = calibrations(known, outlook.amounts, learned.slips)
const of = (name: string) => people.find(({ person }) => person === name) ?? all

/** A deal that a seller has open on the day, due in so many days. */
const open = (name: string, dueIn = 20): DealPast => ({
  id: `open of ${name}`,
  openedOn: day - 40,
  closedOn: null,
  won: false,
  wonAmount: null,
  source: null,
  product: null,
  states: [{ from: day - 40, stage: 'talks', person: name, team: 'south', amount: 100_000, closeOn: day + dueIn }],
})
const foreseen = (one: DealPast) => {
  const prospects = atOnce(lookAhead([...known, one], day, terms, 3)).outlook.open
  return prospects.find(({ deal }) => deal === one || deal.id === one.id) ?? expect.fail('not there')
}

describe('what is learned of people', () => {
  test('is what their deals bring for what was stated, whatever they state', () => {
    expect(of('rosa').amount.times).toBeCloseTo(0.6, 1)
    expect(of('tim').amount.times).toBeCloseTo(1, 1)
    expect(foreseen(open('rosa')).amount / foreseen(open('tim')).amount).toBeCloseTo(0.6, 1)
  })

  test('is by how much later than said their deals close', () => {
    expect(of('rosa').slip.raw).toBeGreaterThan(55)
    expect(Math.abs(of('tim').slip.raw ?? 99)).toBeLessThan(6)
    const share = (one: DealPast) => {
      const { won } = foreseen(one)
      return (won[0] ?? 0) / won.reduce((sum, chance) => sum + chance, 0)
    }
    expect(share(open('rosa'))).toBeLessThan(share(open('tim')) / 1.5)
  })

  test('is how often they win', () => {
    expect(of('rosa').wins.rate).toBeCloseTo(0.8, 1)
    expect(of('tim').wins.rate).toBeCloseTo(0.3, 1)
    const chance = (name: string) => foreseen(open(name)).won.reduce((sum, one) => sum + one, 0)
    expect(chance('rosa') / chance('tim')).toBeGreaterThan(1.5)
  })

  test('is drawn to the team by how little they have done', () => {
    const newcomer = madeDeals({
      sellers: [{ ...rosa, name: 'new', brings: 2, wins: 1, late: 0 }],
      from: day - 80,
      days: 20,
      daily: 0.2,
      lasts: 10,
    })
    const some = asKnownOn([...deals, ...newcomer], day)
    const next = atOnce(lookAhead(some, day, terms, 3))
    const told = calibrations(some, next.outlook.amounts, next.learned.slips).people
    const fresh = told.find(({ person }) => person === 'new') ?? expect.fail('not there')
    expect(fresh.wins.closed).toBeGreaterThan(1)
    expect(fresh.amount.raw).toBeGreaterThan(1.7)
    expect(fresh.amount.times).toBeLessThan(1.3)
    expect(fresh.wins.raw).toBe(1)
    expect(fresh.wins.rate).toBeLessThan(0.85)
    expect(fresh.trust).toBeLessThan(0.5)
  })

  test('is why a deal counts what it counts', () => {
    const reasonsOf = reasoner(learned, ahead(learned, outlook.firstMonth, outlook.months))
    const effect = (name: string) => reasonsOf(open(name)).find(({ kind }) => kind === 'person')?.effect ?? 0
    expect(effect('rosa')).toBeGreaterThan(0.05)
    expect(effect('tim')).toBeLessThan(-0.05)
  })
})

describe('a forecast', () => {
  test('adds up: people and teams to everything, and what is won, open and to come to each figure', () => {
    const { groups } = atOnce(play(views, untried))
    const total = groups.find(({ kind }) => kind === 'all') ?? expect.fail('nothing')
    for (const kind of ['person', 'team', 'product'] as const) {
      const sum = groups.filter((group) => group.kind === kind).reduce((all, { whole }) => all + whole.mean, 0)
      expect(sum).toBeCloseTo(total.whole.mean, 2)
    }
    for (const { whole, months } of groups) {
      expect(whole.won + whole.open + whole.fresh).toBeCloseTo(whole.mean, 2)
      expect(months.reduce((sum, { mean }) => sum + mean, 0)).toBeCloseTo(whole.mean, 2)
      for (const { p10, p50, p90 } of [whole, ...months]) {
        expect(p10).toBeLessThanOrEqual(p50)
        expect(p50).toBeLessThanOrEqual(p90)
      }
    }
  })

  test('is the same each time, and the same whatever comes after its day', () => {
    const rewritten = deals.map((deal): DealPast => {
      if (deal.openedOn > day) return { ...deal, wonAmount: 1 }
      return deal.closedOn !== null && deal.closedOn > day
        ? { ...deal, won: !deal.won, wonAmount: 9_999_999, closedOn: deal.closedOn + 5 }
        : deal
    })
    const skill = { ...untried, tries: 3 }
    const once = atOnce(foresee(deals, day, 3, terms, skill))
    expect(atOnce(foresee(deals, day, 3, terms, skill))).toEqual(once)
    expect(atOnce(foresee(rewritten, day, 3, terms, skill))).toEqual(once)
  })

  test('in the middle of a month keeps what was won in it, and foresees what is left', () => {
    const middle = day + 20
    const { groups } = atOnce(foresee(deals, middle, 1, terms, untried))
    const won = deals
      .filter(({ closedOn, won }) => won && closedOn !== null && closedOn > day && closedOn <= middle)
      .reduce((sum, { wonAmount }) => sum + (wonAmount ?? 0), 0)
    const [month] = groups.find(({ kind }) => kind === 'all')?.months ?? []
    expect(won).toBeGreaterThan(0)
    expect(month?.won).toBe(won)
    expect(month?.p10).toBeGreaterThanOrEqual(won)
    const [whole] = atOnce(foresee(deals, day, 1, terms, untried)).groups[0]?.months ?? []
    expect((month?.open ?? 0) + (month?.fresh ?? 0)).toBeLessThan((whole?.mean ?? 0) * 0.6)
  })

  test('of who never closed a deal goes by what stages say, in the month that was said', () => {
    const some = [open('ana', 5), open('ana', 40), open('ana', -10), open('ana', 400)].map((deal, place) => ({
      ...deal,
      id: String(place),
    }))
    const { won, open: expected } = atOnce(foresee(some, day, 3, terms, untried)).groups[0]?.whole ?? {}
    expect([won, expected]).toEqual([0, 3 * 0.5 * 100_000])
    const { told } = atOnce(foresee(some, day, 3, terms, untried))
    expect(told.map(({ weighted }) => weighted)).toEqual([50_000, 50_000, 0])
  })

  test('of a company without deals is nothing', () => {
    const { groups, told } = atOnce(foresee([], day, 2, terms, untried))
    expect(groups).toEqual([])
    expect(told.map(({ forecast, pipeline, series }) => [forecast, pipeline, series])).toEqual([
      [0, 0, null],
      [0, 0, null],
    ])
  })
})

describe('tried on past months', () => {
  const runs = [3, 5, 8].map((seed) => {
    const past = madeDeals({ sellers, from, days: 700, daily: 0.4, lasts: 45, seed })
    const won = monthlyWon(asKnownOn(past, day), day)
    const origins = originsBefore(won)
    const told = atOnce(replay(past, day, origins, terms)).flatMap((one) => one.told)
    return { past, won, origins, trials: trialsOf(told, won) }
  })

  test('it is rolling: at the ends of a year of months, up to three ahead, only of months that are over', () => {
    const [{ origins, trials }] = runs as [(typeof runs)[0]]
    expect(origins.length).toBe(12)
    expect(origins.every((origin) => firstDayOf(monthOf(origin) + 1) === origin + 1)).toBe(true)
    expect(trials.length).toBe(12 * 3 - 3)
    expect(trials.every(({ month, horizon, madeOn }) => month === monthOf(madeOn) + horizon)).toBe(true)
    expect(Math.max(...trials.map(({ month }) => month))).toBe(monthOf(day))
  })

  test('its bounds hold about eight times in ten, and it is nearer than what stages say', () => {
    const trials = runs.flatMap((one) => one.trials)
    expect(coverageOf(trials)).toBeGreaterThan(0.7)
    expect(coverageOf(trials)).toBeLessThan(0.95)
    const off = (way: 'forecast' | 'weighted' | 'naive') =>
      trials.reduce((sum, trial) => sum + Math.abs((trial[way] ?? 0) - trial.actual), 0)
    expect(off('forecast')).toBeLessThan(off('weighted') * 0.5)
    expect(off('forecast')).toBeLessThan(off('naive'))
  })
})

import type { Steps } from '../../platform/in-slices.ts'
import { type Random, random } from '../../platform/random.ts'
import { combined, type Skill } from './combine.ts'
import { type Composed, expectedOf } from './expected.ts'
import type { Learned } from './learn.ts'
import type { Outlook, Prospect } from './outlook.ts'
import { type Group, type GroupKind, simulate } from './simulate.ts'

/** What a person, a team, a product or everything is expected to bring. */
export interface GroupForecast {
  readonly kind: GroupKind
  readonly id: string | null
  /** Open deals it has. */
  readonly deals: number
  readonly months: readonly Composed[]
  /** Of all the months together. */
  readonly whole: Composed
}

/** What is seen ahead from two sides. */
export interface Views {
  readonly learned: Learned
  readonly outlook: Outlook
  /** What deals, and those yet to be opened, tell of each month, or of what is left of it. */
  readonly pipeline: readonly number[]
  /** What the months before tell; null when there were none. */
  readonly series: readonly number[] | null
}

export interface PlayOptions {
  /** Which deals are told of; all unless told. */
  readonly sees?: ((one: Pick<Prospect, 'person' | 'team'>) => boolean) | undefined
  readonly draws?: number
}

export interface Played {
  readonly groups: readonly GroupForecast[]
  /** By what the pipeline's figures of each month are multiplied, for what the months before tell. */
  readonly corrections: readonly number[]
}

/** How often the months are played, unless told. */
const usualDraws = 2000
/** The same figures of the same deals, each time. */
const seed = 20_170_930

/**
 * Plays the months ahead. The level of a month is what both sides tell, each by how well it did; how it falls to people
 * and products is what the deals tell. Single deals come as chance has it; what moves all of them alike is drawn too,
 * as widely as forecasts were off until now.
 */
export function* play(
  { outlook, pipeline, series }: Views,
  skill: Skill,
  { sees = () => true, draws = usualDraws }: PlayOptions = {},
): Steps<Played> {
  const chance = random(seed)
  const corrections = pipeline.map((told, month) =>
    told > 0 ? combined(told, series?.[month] ?? null, skill) / told : 1,
  )
  const groups = yield* simulate(seenOf(outlook, sees), draws, chance)
  const common = Float64Array.from({ length: outlook.months * draws }, () => Math.exp(skill.error * normal(chance)))
  return { corrections, groups: groups.map((group) => summedUp(group, corrections, common)) }
}

/** What is expected of some of it. */
function seenOf(outlook: Outlook, sees: (one: Pick<Prospect, 'person' | 'team'>) => boolean): Outlook {
  const { open, fresh, won } = outlook
  return {
    ...outlook,
    open: open.filter(sees),
    fresh: fresh.filter(sees),
    won: won.filter(({ deal }) => sees(deal.states.at(-1) ?? deal.states[0])),
  }
}

function summedUp(group: Group, corrections: readonly number[], common: Float64Array): GroupForecast {
  const draws = common.length / Math.max(1, corrections.length)
  const whole = new Float64Array(draws)
  const months = corrections.map((correction, month) => {
    const drawn = new Float64Array(draws)
    const won = month === 0 ? group.won : 0
    for (let draw = 0; draw < draws; draw += 1) {
      const place = month * draws + draw
      drawn[draw] = won + (group.draws[place] ?? 0) * correction * (common[place] ?? 1)
      whole[draw] = (whole[draw] ?? 0) + (drawn[draw] ?? 0)
    }
    return expectedOf(drawn, {
      won,
      open: (group.open[month] ?? 0) * correction,
      fresh: (group.fresh[month] ?? 0) * correction,
    })
  })
  const sum = (part: 'won' | 'open' | 'fresh') => months.reduce((all, month) => all + month[part], 0)
  const { kind, id, deals } = group
  const parts = { won: sum('won'), open: sum('open'), fresh: sum('fresh') }
  return { kind, id, deals, months, whole: expectedOf(whole, parts) }
}

/** A standard normal number (Box and Muller 1958). */
const normal = (chance: Random) => Math.sqrt(-2 * Math.log1p(-chance.next())) * Math.cos(2 * Math.PI * chance.next())

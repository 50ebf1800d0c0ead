/** What a month or several are expected to bring, and the bounds within which it comes eight times in ten; minor units of the base currency. */
export interface ForecastFigure {
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
  /** What the mean is made of: won already, of deals that are open, of deals yet to be opened. */
  readonly won: number
  readonly open: number
  readonly fresh: number
}

/** Of a person, a team, a product, or of everything that the reader may see. */
export interface ForecastRow {
  /** Null: of nobody, of no product. */
  readonly id: string | null
  readonly title: string | null
  /** Open deals. */
  readonly deals: number
  readonly months: readonly ForecastFigure[]
  /** All the months together. */
  readonly whole: ForecastFigure
}

/** A forecast of a month as it would have been made at the end of one before, and what came. */
export interface ForecastTrial {
  /** ISO date. */
  readonly madeOn: string
  /** 'YYYY-MM'. */
  readonly month: string
  /** Months ahead, from 1. */
  readonly horizon: number
  readonly actual: number
  readonly forecast: number
  readonly p10: number
  readonly p90: number
  /** What open deals alone told, what the months before alone told, the same month before, amounts by the stage's chance; null: nothing. */
  readonly pipeline: number
  readonly series: number | null
  readonly naive: number | null
  readonly weighted: number | null
  /** What people, or the teams above them, had submitted of the month by then, won and committed; null where too few had. */
  readonly committed: number | null
}

/** How well a way of telling did in the trials. */
export interface ForecastAccuracy {
  readonly trials: number
  /** Σ|forecast − actual| / Σ actual. */
  readonly wape: number
  /** Σ(forecast − actual) / Σ actual: above 0, too much was promised. */
  readonly bias: number
  /** Mean absolute error by that of the same month before: below 1 is better. */
  readonly mase: number | null
}

export const forecastWays = ['forecast', 'pipeline', 'series', 'naive', 'weighted', 'committed'] as const
export type ForecastWay = (typeof forecastWays)[number]

/** How much more or less than usual is won per working day in each month of the year. */
export interface ForecastSeason {
  /** January first; 1 on average. */
  readonly index: readonly number[]
  /** Whole years that it was learned from; a single one is believed half. */
  readonly years: number
}

/** What the coming months are expected to bring, what it was learned from, and how well such forecasts did. */
export interface Forecast {
  /** ISO date: what was known at its end. */
  readonly asOf: string
  readonly currency: string
  /** 'YYYY-MM' of each month. */
  readonly months: readonly string[]
  readonly total: ForecastRow
  readonly teams: readonly ForecastRow[]
  readonly people: readonly ForecastRow[]
  readonly products: readonly ForecastRow[]
  /** By what the figures of the deals were multiplied in each month, for what the months before tell. */
  readonly corrections: readonly number[]
  /** Null before a whole year. */
  readonly season: ForecastSeason | null
  /** Months that anything was won in, and how many it takes to be sure of what was learned. */
  readonly learning: { readonly months: number; readonly needed: number; readonly wonDeals: number }
  readonly trials: readonly ForecastTrial[]
  /** Null: never tried. */
  readonly accuracy: Readonly<Record<ForecastWay, ForecastAccuracy | null>>
  /** The share of trials that came within their bounds. */
  readonly coverage: number | null
}

export const forecastReasonKinds = ['stage', 'age', 'due', 'amount', 'source', 'product', 'team', 'person'] as const
export type ForecastReasonKind = (typeof forecastReasonKinds)[number]

/** What an open deal counts in the forecast, and why. */
export interface ForecastDeal {
  readonly id: string
  readonly title: string | null
  readonly stage: string | null
  readonly person: string | null
  readonly product: string | null
  /** ISO dates. */
  readonly openedOn: string
  readonly closeOn: string | null
  /** As it was stated, in minor units of the base currency; null: not stated. */
  readonly stated: number | null
  /** What it brings if it is won, and from what that is known: what was stated, what deals with the product bring, or all. */
  readonly amount: number
  readonly amountFrom: 'stated' | 'product' | 'all'
  /** By what stated or usual amounts of the person are multiplied, for what their won deals brought. */
  readonly bias: number
  /** The chance to be won in each month, 0 to 1. */
  readonly chances: readonly number[]
  /** What it counts in each month: amount by chance, and by the month's correction. */
  readonly counts: readonly number[]
  /** What raises or lowers its chance within the months, in shares: 0.05 for five points; what matters most first. */
  readonly reasons: readonly { readonly kind: ForecastReasonKind; readonly effect: number }[]
}

/** The open deals that a figure of the forecast is made of, those that count most first. */
export interface ForecastDeals {
  readonly asOf: string
  readonly currency: string
  readonly months: readonly string[]
  readonly total: number
  readonly deals: readonly ForecastDeal[]
  /** Ask for the next with this. */
  readonly next: number | null
}

/** What was believed of a month at the end of a day. */
export interface ForecastBelief {
  /** ISO date. */
  readonly asOf: string
  /** Worked out later from what was known then, and not said on the day. */
  readonly replayed: boolean
  readonly mean: number
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

/** What was forecast for each month at each date, against what came. */
export interface ForecastBeliefs {
  readonly currency: string
  readonly months: readonly {
    /** 'YYYY-MM'. */
    readonly month: string
    /** What was won in it until today; null of a month to come. */
    readonly actual: number | null
    /** Whether it is over. */
    readonly over: boolean
    readonly beliefs: readonly ForecastBelief[]
  }[]
}

/** How what somebody says came out until now. */
export interface ForecastCalibration {
  /** Null: of nobody. */
  readonly id: string | null
  readonly title: string | null
  readonly team: string | null
  /** Won deals: what they brought for what was stated. `raw` of their own deals, `times` drawn to the team's by how few there are. */
  readonly amount: { readonly raw: number | null; readonly times: number; readonly deals: number }
  /** Days after the day that was stated: the median of their own deals, drawn to the team's, and within what four in five come. */
  readonly slip: {
    readonly raw: number | null
    readonly days: number
    readonly p80: number | null
    readonly deals: number
  }
  readonly wins: {
    readonly raw: number | null
    readonly rate: number
    readonly won: number
    readonly closed: number
  }
  /** Months in which they closed something. */
  readonly months: number
  /** How far their own past counts, 0 to 1; the rest is the team's. */
  readonly trust: number
}

export interface ForecastCalibrations {
  readonly asOf: string
  /** Everybody together. */
  readonly all: ForecastCalibration
  readonly people: readonly ForecastCalibration[]
}

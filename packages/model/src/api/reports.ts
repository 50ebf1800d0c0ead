/** The pipeline report. Amounts are minor units of the base currency; months are 'YYYY-MM' in the workspace's zone. */
export interface PipelineReport {
  readonly currency: string
  readonly funnel: readonly {
    readonly stage: string
    readonly title: string
    readonly category: 'open' | 'won' | 'lost'
    readonly probability: number
    readonly count: number
    readonly value: number
    readonly weighted: number
  }[]
  readonly months: readonly {
    readonly month: string
    readonly won: number
    readonly wonCount: number
    readonly lost: number
    readonly lostCount: number
    readonly open: number
    readonly openCount: number
  }[]
  /** The last day on which open deals are expected to close that are counted in `months`; null for no end. */
  readonly expectedUntil: string | null
  readonly quarters: readonly {
    readonly quarter: string
    readonly won: number
    readonly wonCount: number
    readonly lostCount: number
  }[]
  readonly teams: readonly PipelineShare[]
  readonly owners: readonly PipelineShare[]
  readonly reasons: readonly {
    readonly reason: string | null
    readonly title: string | null
    readonly count: number
    readonly value: number
  }[]
  /** By month of opening: how many were opened, and how many of those are won, lost or still open today. */
  readonly cohorts: readonly {
    readonly month: string
    readonly opened: number
    readonly won: number
    readonly lost: number
    readonly open: number
  }[]
}

export interface PipelineShare {
  readonly id: string | null
  readonly title: string | null
  readonly openCount: number
  readonly open: number
  readonly wonCount: number
  readonly won: number
  readonly lostCount: number
}

/** Minor units of the base currency; null where the reader's role does not see amounts. */
type SeenAmount = number | null

/** The pipeline report; months are 'YYYY-MM' in the workspace's zone. Groups by a hidden field are empty. */
export interface PipelineReport {
  readonly currency: string
  readonly funnel: readonly {
    readonly stage: string
    readonly title: string
    readonly category: 'open' | 'won' | 'lost'
    readonly probability: number
    readonly count: number
    readonly value: SeenAmount
    readonly weighted: SeenAmount
  }[]
  readonly months: readonly {
    readonly month: string
    readonly won: SeenAmount
    readonly wonCount: number
    readonly lost: SeenAmount
    readonly lostCount: number
    readonly open: SeenAmount
    readonly openCount: number
  }[]
  /** The last day on which open deals are expected to close that are counted in `months`; null for no end. */
  readonly expectedUntil: string | null
  readonly quarters: readonly {
    readonly quarter: string
    readonly won: SeenAmount
    readonly wonCount: number
    readonly lostCount: number
  }[]
  readonly teams: readonly PipelineShare[]
  readonly owners: readonly PipelineShare[]
  readonly reasons: readonly {
    readonly reason: string | null
    readonly title: string | null
    readonly count: number
    readonly value: SeenAmount
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
  readonly open: SeenAmount
  readonly wonCount: number
  readonly won: SeenAmount
  readonly lostCount: number
}

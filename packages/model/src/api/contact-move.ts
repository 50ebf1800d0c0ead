/** What becomes of something open when its person goes to another company. */
export type MoveChoice =
  /** Nothing: the person stays the one to talk to. */
  | 'leave'
  /** It stays with the old company: another person there takes over, or nobody yet. */
  | 'stay'
  /** It goes with the person to the new company. */
  | 'go'

export interface MovedWork {
  readonly id: string
  readonly becomes: MoveChoice
  /** Who takes over, when it stays; null for nobody yet. */
  readonly contact?: string | null
}

/** A contact point that the person had: kept, marked as no longer valid, or left to the old company. */
export interface MovedPoint {
  readonly id: string
  readonly becomes: 'keep' | 'invalid' | 'hand_over'
}

/** A person moves to another company. */
export interface ContactMove {
  /** The new company: an id, one that is to be made, or null for none. */
  readonly account: string | { readonly name: string } | null
  /** The day of the change: the last one there and the first one here. */
  readonly from: string
  readonly jobTitle?: string
  readonly email?: string
  readonly phone?: string
  readonly points?: readonly MovedPoint[]
  /** Open opportunities in which the person has a part, and what is planned with the person besides those. */
  readonly opportunities?: readonly MovedWork[]
  readonly activities?: readonly MovedWork[]
}

/** Something open that asks what becomes of it. */
export interface OpenWork {
  readonly id: string
  readonly title: string
  readonly account: { readonly id: string; readonly title: string } | null
  /** What the reader may choose; nothing but `leave` for what is not theirs to change. */
  readonly may: readonly MoveChoice[]
}

export interface MoveQuestions {
  readonly account: { readonly id: string; readonly title: string } | null
  readonly opportunities: readonly OpenWork[]
  readonly activities: readonly OpenWork[]
  /** How the person is reached, and what is proposed for each: an address of the old company's stops with the job. */
  readonly points: readonly (MovedPoint & { readonly kind: string; readonly value: string })[]
  /** Is there more that is open than is asked about? It stays as it is. */
  readonly more: boolean
}

export interface ContactMoved {
  readonly contact: string
  readonly account: string | null
  readonly operationId: string
}

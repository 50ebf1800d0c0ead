/** How many records of an object somebody holds in a team: only what is still to be worked on or looked at. Of the object `team`: that they manage it. */
export interface Holding {
  readonly object: string
  readonly team: string | null
  readonly count: number
}

/** To whom records go. The successor for an object wins over the one for a team, that over the one for everything. */
export interface Successors {
  /** Null leaves with the person whatever nobody else is named for. */
  readonly everything: string | null
  readonly objects: Readonly<Record<string, string | null>>
  readonly teams: Readonly<Record<string, string | null>>
}

/** `interrupted`: whoever worked on it is gone; it can go on. */
export type HandOverState = 'running' | 'done' | 'cancelled' | 'failed' | 'interrupted'

/** Records of somebody that go to others, in portions. */
export interface HandOverRun {
  readonly id: string
  readonly user: string
  readonly state: HandOverState
  readonly total: number
  readonly moved: number
  readonly refused: number
  /** What takes it back as a whole, the deactivation included. */
  readonly operationId: string
  /** The code of what ended it. */
  readonly error: string | null
}

/** Somebody is no longer active. */
export interface Deactivated {
  readonly operationId: string
  /** Null where nobody was named to take the records over. */
  readonly handOver: HandOverRun | null
}

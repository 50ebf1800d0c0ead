import type { Sql } from '@tendero/model'

/** Runs statements of one transaction. Statements sent without waiting travel together. */
export interface Transaction {
  readonly workspaceId: string
  rows<T>(statement: Sql): Promise<T[]>
  /**
   * Sends a write without waiting: it travels with what follows. Its failure comes out of the next `rows`, or of the
   * commit, in the words that `explain` gives it.
   */
  send(statement: Sql, explain?: (error: unknown) => unknown): void
  /**
   * Keeps a check or a write back for a moment: `sendWith` takes it along, anything else that is sent goes after it.
   * Parts of one statement do not see each other, so two writes of one table are never held together, nor a check
   * after a write.
   */
  hold(held: Held): void
  /** Sends one statement that takes in what is held. */
  sendWith(statementOf: (held: TakenAlong) => Sql): void
  /** The same, for its rows. */
  rowsWith<T>(statementOf: (held: TakenAlong) => Sql): Promise<T[]>
  /** How many statements have run, besides begin and context. */
  readonly statements: number
}

/** A write of a table, on its way. */
export interface HeldWrite {
  readonly table: string
  /** The records whose rows it writes. */
  readonly ids: readonly string[]
  readonly statement: Sql
}

/** A write, or a check (a SELECT of one value that fails when something is wrong), on its way. */
export interface Held extends Partial<HeldWrite> {
  readonly statement: Sql
  /** A failure of it in the caller's terms; the failure itself when it is another's. */
  readonly explain: (error: unknown) => unknown
}

export interface TakenAlong {
  /** Become parts of the WITH, each of another table; the alias of its row is t. */
  readonly writes: readonly HeldWrite[]
  /** Become values of the SELECT. */
  readonly checks: readonly Sql[]
}

import type { ObjectType, Sql } from '@tendero/model'
import type { Context } from './context.ts'

/** A record's values by field name, as the API gives them. */
export type Values = Readonly<Record<string, unknown>>

/** One record that is about to be written, or was. */
export interface Change {
  readonly object: ObjectType
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  readonly id: string
  /** What stood there; null for a new record. */
  readonly before: Values | null
  /** What is being written; a lifecycle may add to it. */
  readonly patch: Record<string, unknown>
  /** Who insists: a person must satisfy what a stage requires; an import only marks it missing. */
  readonly strict: boolean
  /** The program's own account of other records (a sum, a next step), not somebody's wish. */
  readonly computed: boolean
  /** A part that goes because its parent goes: nobody needs to look at what remains. */
  readonly withParent: boolean
  /** When it happened in the world, if not now: imported past. */
  readonly effectiveAt?: string
  /** When a new record was made, if not now: on a device that had no network. */
  readonly madeAt?: string
  /** May another record have the id of a new one? */
  readonly mayExist?: boolean
}

/** The value that a field has after the change. */
export function valueAfter(change: Change, field: string): unknown {
  return field in change.patch ? change.patch[field] : change.before?.[field]
}

export function isChanging(change: Change, field: string): boolean {
  return (
    field in change.patch &&
    JSON.stringify(change.patch[field] ?? null) !== JSON.stringify(change.before?.[field] ?? null)
  )
}

/** For lifecycles that follow a type of field, whatever object has it. */
export const everyObject = '*'

/**
 * What a slice adds to every write of its object, however it came: screen, API, import. In batches: `changes` all
 * concern the one object. `before` may complete patches or throw; `after` runs when the rows are there.
 */
export interface Lifecycle {
  /** A table, a kind of activity, or `everyObject`. */
  readonly object: string
  before?(ctx: Context, changes: readonly Change[]): Promise<void> | void
  after?(ctx: Context, changes: readonly Change[]): Promise<void> | void
  /** Does `before` run at undo too? For what must hold however a change comes about. */
  readonly beforeUndo?: boolean
  /** Does `after` run at undo too? For what depends on records that others wrote since. */
  readonly afterUndo?: boolean
  /** Computed fields that follow from the record's other values alone, as an undo that does not take all back leaves them. */
  follows?(change: Change): Values
  /** The day whose exchange rates value the record's amounts, if not today: a closed deal's. Asked at undo too. */
  rateDay?(change: Change): string | undefined
}

/**
 * Rows that follow from records and have no history of their own, such as the links of activities. They are written
 * in the statement of the journal, at undo too; by then the records themselves are there, unless they need not be.
 */
export interface Mirror {
  /** Whose changes it looks at: tables, not objects. */
  readonly tables: readonly string[]
  /** Does it follow from the changes alone? Then records and rows are written in one statement. */
  readonly alone?: boolean
  /** INSERT, UPDATE or DELETE statements that touch no row twice; one record may be among the changes more than once. */
  statements(ctx: Pick<Context, 'actor'>, changes: readonly Change[]): readonly Sql[]
}

import type { ObjectType, SharedValue } from '@tendero/model'
import type { Journal } from './journal.ts'
import type { Kernel } from './kernel.ts'
import type { Values } from './lifecycle.ts'
import type { Origin } from './origin.ts'
import type { Reading } from './read-records.ts'

/** The one handle that an action has: its transaction, who acts, and the records. */
export interface Context extends Reading {
  readonly kernel: Kernel
  /** From where the request came, if one began this. */
  readonly origin: Origin | undefined
  /** Ties everything this unit of work writes together, for undo. */
  readonly operationId: string
  readonly stamp: Stamp
  /** Today in the workspace's zone. */
  readonly today: string
  /** Will all of it be taken back? Then it is checked and written as always, without history, search, events and roll-ups. */
  readonly rehearsed: boolean
  /** What was written, to be told with the other writes in one statement. */
  readonly journal: Journal
  object(name: string): ObjectType
  /** Reads records to change them, and locks them. @throws Failure 404 not visible, 403 not permitted */
  forUpdate(object: string, id: string): Promise<Values>
  /**
   * Locks records on the program's own account, in the order of their ids, and gives those that are not deleted; a
   * following update needs no other lock.
   */
  lock(object: string, ids: readonly string[]): Promise<ReadonlyMap<string, Values>>
  insert(object: string, values: Values, options?: WriteOptions): Promise<string>
  insertMany(object: string, values: readonly Values[], options?: WriteOptions): Promise<readonly string[]>
  /** Writes fields of a record that `forUpdate` gave, or reads and locks it first. */
  update(object: string, id: string, patch: Values, options?: WriteOptions): Promise<void>
  updateMany(
    object: string,
    patches: readonly (Values & { readonly id: string })[],
    options?: WriteOptions,
  ): Promise<void>
  remove(object: string, ids: readonly string[], options?: WriteOptions): Promise<void>
  restore(object: string, ids: readonly string[]): Promise<void>
  /** An event for after the commit; a row of the outbox. */
  emit(topic: string, payload: Values): void
  /** Lets nobody else change the workspace's model until the end of the unit of work, and takes it as it is now. */
  holdModel(): Promise<void>
  /** Reads the workspace's model again, after this unit of work changed it. */
  refreshModel(): Promise<void>
}

/** What all rows of a unit of work bear. A statement that writes many sends it once. */
export interface Stamp {
  readonly workspace: SharedValue
  readonly operation: SharedValue
  /** Null where the program acts on its own account. */
  readonly author: SharedValue
  readonly at: SharedValue
}

export interface WriteOptions {
  /** Checked with the actor's rights; false for what the program does on its own account. */
  readonly checked?: boolean
  /** Imports do not insist on what binds people. */
  readonly strict?: boolean
  /** What the program computes from other records. */
  readonly computed?: boolean
  /** Parts that go with their parent. */
  readonly withParent?: boolean
  readonly effectiveAt?: string
  /** When a new record was made, if not now. */
  readonly madeAt?: string
  /** The id of a new record is its caller's, and another may have it. */
  readonly mayExist?: boolean
  /** Exactly these values, without what the slices add: for undo. */
  readonly bare?: boolean
  /** Also when bare: a deletion takes the parts along. */
  readonly withParts?: boolean
}

/** What somebody did in one go, and can take back as a whole. */
export interface Operation {
  readonly id: string
  /** Instant. */
  readonly at: string
  /** Null for the program itself. */
  readonly actor: { readonly id: string; readonly name: string } | null
  /** How it came: screen, import, api_key, mcp (an assistant), system. */
  readonly through: string
  /** When it was taken back. */
  readonly revertedAt: string | null
  /** The operation that this one took back. */
  readonly reverts: string | null
  readonly parts: readonly OperationPart[]
  /** What it was, where it was more than saving and deleting. */
  readonly deed: OperationDeed | null
}

/** What is more than saving and deleting, and `undo`: kinds that a list of operations is narrowed to. */
export const operationKinds = ['import', 'merge', 'mass_edit', 'conversion', 'stage_move', 'deletion', 'undo'] as const

export type OperationKind = (typeof operationKinds)[number]

interface About {
  readonly object: string
  /** How many records; of a merge, how many became one; of large ones, of the first thousand rows. */
  readonly count: number
  /** The record that stayed, the lead, the deal: as far as the reader may see it, of several the first. */
  readonly record: { readonly id: string; readonly title: string } | null
}

export type OperationDeed = About &
  (
    | { readonly kind: 'import'; readonly file: string }
    | { readonly kind: 'mass_edit'; readonly fields: readonly string[] }
    | { readonly kind: 'merge' | 'conversion' }
    | { readonly kind: 'stage_move'; readonly stage: { readonly id: string; readonly name: string } | null }
  )

/** What an operation did to the records of one object. */
export interface OperationPart {
  readonly object: string
  readonly verb: 'create' | 'update' | 'delete' | 'restore'
  readonly count: number
  /** There are more than were counted. */
  readonly more: boolean
  /** Some of them that the reader may see, as far as they are there. */
  readonly records: readonly { readonly id: string; readonly title: string }[]
}

export interface Operations {
  readonly items: readonly Operation[]
  readonly next: string | null
}

/** What taking back an operation would touch, and what stands against it. */
export interface UndoPreview {
  /** Until when it can be taken back: an instant. */
  readonly until: string
  readonly parts: readonly OperationPart[]
  /** A page of them. */
  readonly conflicts: readonly UndoConflict[]
  /** How many there are in all. */
  readonly count: number
  /** To be sent back by whoever has those that they did not name taken back too. */
  readonly digest: string
  /** Cursor of the following page; null at the end. */
  readonly next: string | null
}

/** A field that the operation wrote and others since; a record that it made and others changed or use; a record that is gone for good. */
export interface UndoConflict {
  readonly object: string
  readonly record: string
  /** As it is now, to be sent back with the answer. */
  readonly version: number
  readonly title: string | null
  readonly kind: 'field' | 'made' | 'used' | 'gone'
  readonly field: string | null
  /** What stood there, what the operation wrote, what stands there now; missing where the reader may not know. */
  readonly before?: unknown
  readonly written?: unknown
  readonly now?: unknown
  readonly hidden?: boolean
  /** The change since: when, by whom, through what. */
  readonly at: string | null
  readonly by: { readonly id: string; readonly name: string } | null
  readonly through: string | null
}

/** What is to become of conflicts: they stay, or go back all the same. */
export interface UndoChoices {
  readonly answers?: readonly {
    readonly object: string
    readonly record: string
    readonly field?: string | null
    readonly version: number
    readonly choice: 'keep' | 'undo'
  }[]
  readonly rest?: 'keep' | 'undo'
  readonly digest?: string
}

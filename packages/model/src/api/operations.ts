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
}

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

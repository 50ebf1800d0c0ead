/** What a window shows, and so what it wants to hear of. */
export interface LiveInterest {
  /** Objects of which it shows lists, boards, sums. */
  readonly objects: readonly string[]
  /** Ids of the records that it shows, by object. */
  readonly records: Readonly<Record<string, readonly string[]>>
}

/** What has changed of what a window shows, without values. */
export interface LiveChanges {
  /** Where a stream that breaks now is to be taken up; null when it is not this one. */
  readonly position: string | null
  /** The records that changed, each by which operation. */
  readonly records: readonly { readonly object: string; readonly id: string; readonly operation: string | null }[]
  /** Objects of which something has changed, and by which operations. */
  readonly objects: Readonly<Record<string, readonly string[]>>
}

/** Who else looks at a record. */
export interface LivePresence {
  readonly record: string
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

/** The events of `POST /live` by name, with what each brings. */
export interface LiveEvents {
  /** The stream is open: from here on changes are told. Without a position while earlier ones are still to be told. */
  readonly hello: Pick<LiveChanges, 'position'>
  readonly changed: LiveChanges
  /** Something may have changed that was not told. */
  readonly missed: Readonly<Record<string, never>>
  readonly present: LivePresence
}

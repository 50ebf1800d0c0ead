/** Who follows a record. */
export interface Followers {
  readonly items: readonly { readonly id: string; readonly name: string }[]
  /** Does whoever asks? */
  readonly following: boolean
}

/** Which people may read a record. */
export interface RecordReaders {
  readonly items: readonly { readonly id: string; readonly reads: boolean }[]
}

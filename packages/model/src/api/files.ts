/** The room that files take, in bytes. */
export interface FileRoom {
  /** Of all files, deleted ones too: they can be had back. */
  readonly used: number
  /** Of those among them that were removed from records that are still there; they can be removed for good. */
  readonly removed: number
  /** What there is. */
  readonly most: number
}

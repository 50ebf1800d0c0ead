/** So long an administrator sees the CRM as somebody else, unless they stop before. */
export const viewMinutes = 60

/** An administrator sees as somebody else from now on. */
export interface StartedView {
  /** Instant. */
  readonly endsAt: string
}

/** Who saw the CRM as oneself, the last first. */
export interface PastViews {
  readonly items: readonly {
    /** Instant. */
    readonly at: string
    readonly by: { readonly id: string; readonly name: string }
  }[]
}

/** How the workspace counts. */
export interface Terms {
  /** The month with which the fiscal year begins, 1 for January. */
  readonly fiscalStart: number
  /** Chances of stages, 0 to 1. */
  readonly probabilities: ReadonlyMap<string, number>
}

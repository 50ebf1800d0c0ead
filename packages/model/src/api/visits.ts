/** When somebody looked last. */
export interface Visit {
  /** The end of the visit before this one, an instant; null for who was never there. */
  readonly since: string | null
}

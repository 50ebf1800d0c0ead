/** One way to reach somebody; of a kind, of one contact or account. */
export interface Point {
  readonly id: string
  readonly value: string
  readonly normalized: string | null
  readonly primary: boolean
}

/** What somebody wants of the points: this one first, or this one first no more. */
export interface PrimaryWish {
  readonly raised?: string
  readonly lowered?: string
}

/**
 * Which of the points of one kind is the primary one: the one wished for, else the one that is, else the oldest. The
 * last one stays primary even when somebody takes that away.
 * @param points oldest first
 */
export function primaryPoint(points: readonly Point[], { raised, lowered }: PrimaryWish = {}): Point | null {
  const others = points.filter((point) => point.id !== lowered)
  return (
    points.find((point) => point.id === raised) ??
    others.find((point) => point.primary) ??
    others[0] ??
    points[0] ??
    null
  )
}

/** What becomes of the points when another address or number is written on the record itself. */
export type PointPlan =
  /** The primary one says this from now on. */
  | { readonly does: 'change'; readonly id: string }
  /** This one becomes the primary one. */
  | { readonly does: 'raise'; readonly id: string }
  /** There is none yet. */
  | { readonly does: 'add' }
  /** The primary one goes, and this one follows it, if there is one. */
  | { readonly does: 'remove'; readonly id: string; readonly follower: Point | null }
  | { readonly does: 'nothing' }

/**
 * @param points of one kind, oldest first
 * @param written what stands on the record now, in normalized form; null when it was emptied
 */
export function planPoint(points: readonly Point[], written: { readonly normalized: string | null } | null): PointPlan {
  const primary = points.find((point) => point.primary)
  if (!written) {
    if (!primary) return { does: 'nothing' }
    return { does: 'remove', id: primary.id, follower: primaryPoint(points.filter((point) => point !== primary)) }
  }
  const same = written.normalized ? points.find((point) => point.normalized === written.normalized) : undefined
  if (same && same !== primary) return { does: 'raise', id: same.id }
  return primary ? { does: 'change', id: primary.id } : { does: 'add' }
}

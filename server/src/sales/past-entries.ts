/** A time in a stage as told or assumed; milliseconds, `leftAt` null while the deal is there. */
export interface Passage {
  readonly id: string
  readonly enteredAt: number
  readonly leftAt: number | null
}

/** What becomes of assumed times: those that go, and those that keep what nobody told otherwise. */
export interface PastPlan {
  readonly removed: readonly string[]
  readonly cut: readonly Passage[]
}

/**
 * The past of a deal as somebody tells it takes the place of what was assumed for the same time. What was assumed
 * within it goes; what reaches beyond keeps the rest; where the deal is now begins when what was told ends.
 * @param told at least one; what lies between them counts as told too
 * @param assumed the other times of the same deal
 * @example
 * pastEntries([{ id: 'a', enteredAt: 1, leftAt: 5 }], [{ id: 'now', enteredAt: 1, leftAt: null }])
 * //=> { removed: [], cut: [{ id: 'now', enteredAt: 5, leftAt: null }] }
 */
export function pastEntries(told: readonly Passage[], assumed: readonly Passage[]): PastPlan {
  const begin = Math.min(...told.map((one) => one.enteredAt))
  const end = Math.max(...told.map(endOf))
  const removed: string[] = []
  const cut: Passage[] = []
  for (const one of assumed) {
    const apart = endOf(one) <= begin || one.enteredAt >= end
    if (apart) continue
    if (endOf(one) > end) cut.push({ ...one, enteredAt: end })
    else if (one.enteredAt < begin) cut.push({ ...one, leftAt: begin })
    else removed.push(one.id)
  }
  return { removed, cut }
}

function endOf({ leftAt }: Passage): number {
  return leftAt ?? Number.POSITIVE_INFINITY
}

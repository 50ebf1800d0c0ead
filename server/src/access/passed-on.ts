/** A share for editing or reading that counts now. */
export interface PassedOn {
  readonly id: string
  /** Who gave it; null for the program. */
  readonly giver: string | null
  readonly edits: boolean
  /** Its end, as an ISO instant; null for none. */
  readonly until: string | null
}

interface Ways<S> {
  /** May somebody edit the record by ownership, team or role, and not by shares alone? */
  ofOwn(person: string): boolean
  /** Does a share reach a person, who may then edit by it? */
  reaches(share: S, person: string): boolean
}

interface Ended {
  readonly gone: readonly string[]
  readonly sooner: readonly { readonly id: string; readonly until: string }[]
}

/**
 * What ends, or ends sooner, when shares no longer let people edit a record as they did: what those gave who edited by
 * them alone, and what was given on from there. A share counts as long as its giver may edit otherwise, and two that
 * hold up each other hold nothing.
 * @param narrowed the shares as they were
 * @param shares all others that the record has, and what is left of those
 */
export function endsWith<S extends PassedOn, N>(
  narrowed: readonly N[],
  shares: readonly S[],
  { ofOwn, reaches }: Ways<S | N>,
): Ended {
  const givers = [...new Set(shares.flatMap(({ giver }) => giver ?? []))].filter((person) => !ofOwn(person))
  const doubtful = new Set<string>()
  const doubt = (share: S | N): void => {
    for (const person of givers)
      if (!doubtful.has(person) && reaches(share, person)) {
        doubtful.add(person)
        for (const given of shares) if (given.giver === person && given.edits) doubt(given)
      }
  }
  for (const share of narrowed) doubt(share)
  const limits = limitsOf(doubtful, shares, reaches)
  const given = shares.filter(({ giver }) => giver !== null && doubtful.has(giver))
  return {
    gone: given.filter(({ giver }) => !limits.has(giver ?? '')).map(({ id }) => id),
    sooner: given.flatMap(({ id, giver, until }) => {
      const limit = limits.get(giver ?? '')
      return limit !== undefined && limit < instantOf(until) ? [{ id, until: new Date(limit).toISOString() }] : []
    }),
  }
}

/** Until when each of some people edits by what is not in doubt, directly or through others of them. */
function limitsOf<S extends PassedOn>(
  doubtful: ReadonlySet<string>,
  shares: readonly S[],
  reaches: (share: S, person: string) => boolean,
): ReadonlyMap<string, number> {
  const limits = new Map<string, number>()
  const heldUntil = ({ giver, until }: S): number | undefined => {
    if (giver === null || !doubtful.has(giver)) return instantOf(until)
    const limit = limits.get(giver)
    return limit === undefined ? undefined : Math.min(limit, instantOf(until))
  }
  for (let grows = true; grows; ) {
    grows = false
    for (const person of doubtful)
      for (const share of shares) {
        const until = share.edits && share.giver !== person && reaches(share, person) ? heldUntil(share) : undefined
        if (until === undefined || until <= (limits.get(person) ?? Number.NEGATIVE_INFINITY)) continue
        limits.set(person, until)
        grows = true
      }
  }
  return limits
}

function instantOf(until: string | null): number {
  return until === null ? Number.POSITIVE_INFINITY : Date.parse(until)
}

/** A person's part in an account; days as ISO dates, both inside. */
export interface Affiliation {
  readonly id: string
  readonly account: string
  readonly from: string | null
  readonly to: string | null
  readonly primary: boolean
}

/** Does it hold on a day? */
export function isCurrent({ from, to }: Pick<Affiliation, 'from' | 'to'>, today: string): boolean {
  return (from === null || from <= today) && (to === null || to >= today)
}

/**
 * Which affiliation is a person's main one: the one wished for, else the one that is, else a new one. Only current ones
 * count; who left their main account has none until another is chosen.
 * @param wished ids of those that somebody made the main one, the last wish counts
 * @param made ids of those that are new
 */
export function mainAffiliation(
  affiliations: readonly Affiliation[],
  { wished, made, today }: { wished: readonly string[]; made: readonly string[]; today: string },
): Affiliation | null {
  const current = affiliations.filter((one) => isCurrent(one, today))
  const wish = wished.findLast((id) => current.some((one) => one.id === id))
  return (
    current.find((one) => one.id === wish) ??
    current.find((one) => one.primary) ??
    (affiliations.some((one) => one.primary) ? undefined : current.find((one) => made.includes(one.id))) ??
    null
  )
}

/** What becomes of a person's affiliations when another account is written on the contact itself. */
export interface AccountPlan {
  /** The main one until now: it ends today. */
  readonly ended: readonly string[]
  /** One with the new account that becomes the main one. */
  readonly raised: string | null
  /** There is none with the new account yet: one is made, from today when another one ended. */
  readonly added: { readonly account: string; readonly from: string | null } | null
}

export function planAccount(affiliations: readonly Affiliation[], account: string | null, today: string): AccountPlan {
  const ended = affiliations.filter((one) => one.primary && one.account !== account).map((one) => one.id)
  if (account === null) return { ended, raised: null, added: null }
  const known = affiliations.find((one) => one.account === account && isCurrent(one, today))
  if (known) return { ended, raised: known.id, added: null }
  return { ended, raised: null, added: { account, from: ended.length > 0 ? today : null } }
}

/** A rule, as it counts. */
export interface Weighed {
  readonly name: string
  readonly weight: number
}

/**
 * The weighted share of rules that hold, of one record or on average of many, as a whole number of 0–100.
 * @param found how many records break each rule; those that are missing here are broken by none
 * @returns null without records, or without rules
 * @example healthScore([{ name: 'no_phone', weight: 2 }, { name: 'no_owner', weight: 3 }], { no_phone: 1 }, 1) //=> 60
 */
export function healthScore(
  rules: readonly Weighed[],
  found: Readonly<Record<string, number>>,
  records: number,
): number | null {
  const whole = rules.reduce((sum, { weight }) => sum + weight, 0) * records
  if (whole === 0) return null
  const lost = rules.reduce((sum, { name, weight }) => sum + weight * (found[name] ?? 0), 0)
  // Only what has nothing to mend is 100.
  return lost === 0 ? 100 : Math.min(99, Math.round(100 * (1 - lost / whole)))
}

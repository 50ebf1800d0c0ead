import type { MoveChoice } from '@tendero/model'
import { type Affiliation, isCurrent } from './main-affiliation.ts'

/** What becomes of a person's affiliations when they move. */
export interface MovePlan {
  /** The main one until then: it ends on that day. */
  readonly ended: Affiliation | null
  /** One with the new company that they have already. */
  readonly known: Affiliation | null
  /** Is it so from today on, or before? Else the day is waited for. */
  readonly now: boolean
}

/**
 * @param account the new company's id; null for none, undefined for one that is made
 * @returns undefined when the person is there already
 */
export function planMove(
  affiliations: readonly Affiliation[],
  account: string | null | undefined,
  { from, today }: { readonly from: string; readonly today: string },
): MovePlan | undefined {
  const ended = affiliations.find((one) => one.primary) ?? null
  if ((ended?.account ?? null) === account) return undefined
  const known = affiliations.find((one) => one.account === account && isCurrent(one, from)) ?? null
  return { ended, known, now: from <= today }
}

/** What somebody may choose for something open that they may see, by what they may change in it. */
export function moveChoices(may: { readonly person: boolean; readonly account: boolean }): readonly MoveChoice[] {
  return ['leave', ...(may.person ? (['stay'] as const) : []), ...(may.account ? (['go'] as const) : [])]
}

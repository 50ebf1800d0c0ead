import type { Candidate } from '@tendero/model'

export type Resemblance = Candidate['reasons'][number]

type Weights = Readonly<Record<Resemblance, number>>

/** How sure each resemblance alone makes us that it is the same one. Colleagues may share a phone and a domain. */
const weights: Readonly<Record<'account' | 'contact', Weights>> = {
  account: { email: 0.9, same_name: 0.85, phone: 0.8, domain: 0.8, name: 0.6, account: 0 },
  contact: { email: 0.9, same_name: 0.6, phone: 0.75, domain: 0.3, name: 0.6, account: 0.3 },
}

const order: readonly Resemblance[] = ['email', 'same_name', 'phone', 'name', 'domain', 'account']

/** Names less alike than this are no reason. */
export const leastSimilarity = 0.45

/**
 * How likely a record is the one that a lead is about, from what they have in common: independent reasons add up, and
 * none makes it certain. A name counts by its likeness; whose address is the same has the same domain anyway.
 * @param object what the candidate is
 * @param similarity of the names, 0–1 (trigrams)
 * @returns a score of 0–100, and the reasons from the strongest; 0 without any
 */
export function candidateScore(
  object: 'account' | 'contact',
  found: readonly Resemblance[],
  similarity: number,
): Pick<Candidate, 'score' | 'reasons'> {
  const reasons = order.filter((one) => {
    if (one === 'name') return similarity >= leastSimilarity && !found.includes('same_name')
    return found.includes(one) && !(one === 'domain' && found.includes('email'))
  })
  const doubt = reasons.reduce((left, one) => left * (1 - weights[object][one] * (one === 'name' ? similarity : 1)), 1)
  return { score: Math.round((1 - doubt) * 100), reasons }
}

/** Best first; of equal score by title. Those without a reason are left out. */
export function ranked(candidates: readonly Candidate[], most: number): readonly Candidate[] {
  return candidates
    .filter((one) => one.reasons.length > 0)
    .sort((a, b) => b.score - a.score || a.title.localeCompare(b.title) || a.id.localeCompare(b.id))
    .slice(0, most)
}

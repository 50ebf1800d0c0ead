import type { Rarity } from './rarity.ts'
import { isSlip } from './text-likeness.ts'
import { agreement, type Trait } from './trait.ts'

export const company: Trait = {
  name: 'company',
  agreements: [
    agreement('same', 0.55, 0.0002),
    agreement('alike', 0.2, 0.001),
    agreement('contained', 0.12, 0.002),
    agreement('partly', 0.08, 0.02),
    agreement('different', 0.05, 0.977),
  ],
  compare({ company: a }, { company: b }, rarity) {
    if (a.length === 0 || b.length === 0) return -1
    const { both, shorter } = sharedWords(a, b, rarity)
    if (both >= 0.95) return 0
    if (both >= 0.65) return 1
    if (shorter >= 0.9) return 2
    return both >= 0.3 || shorter >= 0.55 ? 3 : 4
  },
}

/** How much of two names is common to both, and of the shorter: rare words count more. */
function sharedWords(a: readonly string[], b: readonly string[], rarity: Rarity) {
  if (a.join('') === b.join('')) return { both: 1, shorter: 1 }
  const weight = (words: readonly string[]) => [...new Set(words)].reduce((sum, word) => sum + rarity.weight(word), 0)
  const [ofA, ofB] = [weight(a), weight(b)]
  const common = [...new Set(a)].reduce((sum, word) => {
    const twin = b.includes(word) ? word : b.find((other) => word.length > 3 && isSlip(word, other))
    return sum + (twin === undefined ? 0 : Math.min(rarity.weight(word), rarity.weight(twin)))
  }, 0)
  return { both: common / (ofA + ofB - common), shorter: common / Math.min(ofA, ofB) }
}

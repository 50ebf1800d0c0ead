import { isSlip, jaroWinkler } from './text-likeness.ts'

/** From here on two words are taken for one, written differently. */
const alike = 0.88

/** Are the words of two names the same, alike, or is one's a part of the other's? */
export function wordsAgree(a: readonly string[], b: readonly string[]): 'same' | 'alike' | 'different' {
  if (a.length === b.length && a.every((word, i) => word === b[i])) return 'same'
  const joined = [a.join(''), b.join('')] as const
  if (joined[0] === joined[1]) return 'same'
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length < long.length && short.every((word) => long.includes(word))) return 'alike'
  if (isSlip(...joined) || jaroWinkler(...joined) >= alike) return 'alike'
  return 'different'
}

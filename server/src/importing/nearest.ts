import { foldedWord } from './detect-format.ts'

const most = 3
const leastLikeness = 0.3

/**
 * The candidates that resemble a word that was not found, the most alike first, at most three.
 * @example nearest('GTXPro', ['GTX Plus Pro', 'GTX Pro', 'MG Special']) //=> ['GTX Pro', 'GTX Plus Pro']
 */
export function nearest(word: string, candidates: Iterable<string>): readonly string[] {
  const sought = foldedWord(word)
  const scored: { candidate: string; score: number }[] = []
  for (const candidate of new Set(candidates)) {
    const score = likeness(sought, foldedWord(candidate))
    if (score >= leastLikeness) scored.push({ candidate, score })
  }
  return scored
    .sort((a, b) => b.score - a.score || a.candidate.localeCompare(b.candidate))
    .slice(0, most)
    .map((one) => one.candidate)
}

/** 1 for equal words, 0 for words without anything in common: the better of shared trigrams and edit distance. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  if (a === '' || b === '') return 0
  const longest = Math.max(a.length, b.length)
  const edits = longest <= 60 ? 1 - editDistance(a, b) / longest : 0
  return Math.max(edits >= 0.6 ? edits : 0, shared(trigrams(a), trigrams(b)))
}

function trigrams(word: string): ReadonlySet<string> {
  const padded = `  ${word} `
  return new Set(Array.from({ length: padded.length - 2 }, (_, i) => padded.slice(i, i + 3)))
}

function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const one of a) if (b.has(one)) common += 1
  return common / (a.size + b.size - common)
}

/** Fewest letters to change, add, drop or swap with the neighbour (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let twoBefore: number[] = []
  let before = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1
      const best = Math.min((before[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (before[j - 1] ?? 0) + change)
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      row[j] = swapped ? Math.min(best, (twoBefore[j - 2] ?? 0) + 1) : best
    }
    twoBefore = before
    before = row
  }
  return before[b.length] ?? 0
}

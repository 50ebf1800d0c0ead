import type { Street } from './street.ts'
import { isSlip, jaroWinkler } from './text-likeness.ts'
import { agreement, best, type Trait } from './trait.ts'
import { wordsAgree } from './words-agree.ts'

export const street: Trait = {
  name: 'street',
  agreements: [
    agreement('same', 0.7, 0.0005),
    agreement('street', 0.12, 0.004),
    agreement('number', 0.05, 0.01),
    agreement('different', 0.13, 0.985),
  ],
  compare: ({ streets: a }, { streets: b }) => best(a, b, streetsAgree),
  value: ({ streets: [first] }) => (first ? `${first.number} ${first.words.join(' ')}` : ''),
}

function streetsAgree(a: Street, b: Street): number {
  const words = a.words.length > 0 && b.words.length > 0 && areAlike(a.words, b.words)
  if (words) return a.number === b.number ? 0 : 1
  return a.number !== '' && a.number === b.number ? 2 : 3
}

function areAlike(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  const agree = short.filter((word) => long.some((other) => isSlip(word, other))).length
  if (agree === short.length) return true
  return wordsAgree(a, b) !== 'different'
}

export const city: Trait = {
  name: 'city',
  agreements: [agreement('same', 0.85, 0.05), agreement('alike', 0.07, 0.01), agreement('different', 0.08, 0.94)],
  compare({ city: a }, { city: b }) {
    if (!a || !b) return -1
    if (a === b) return 0
    return jaroWinkler(a, b) > 0.9 || wordsAgree(a.split(' '), b.split(' ')) === 'alike' ? 1 : 2
  },
  value: (subject) => subject.city,
}

export const postcode: Trait = {
  name: 'postcode',
  agreements: [agreement('same', 0.83, 0.01), agreement('slip', 0.07, 0.01), agreement('different', 0.1, 0.98)],
  compare({ postcode: a }, { postcode: b }) {
    if (!a || !b) return -1
    return a === b ? 0 : isSlip(a, b) ? 1 : 2
  },
  value: (subject) => subject.postcode,
}

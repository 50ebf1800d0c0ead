import type { Subject } from './subject.ts'
import { differing, isSlip } from './text-likeness.ts'
import { agreement, best, type Trait } from './trait.ts'
import { wordsAgree } from './words-agree.ts'

export const family: Trait = {
  name: 'family',
  agreements: [
    agreement('same', 0.84, 0.003),
    agreement('alike', 0.12, 0.004),
    agreement('exchanged', 0.01, 0.0002),
    agreement('different', 0.03, 0.993),
  ],
  compare(a, b) {
    if (a.family.length === 0 || b.family.length === 0) return -1
    const agree = wordsAgree(a.family, b.family)
    if (agree === 'same') return 0
    if (agree === 'alike') return 1
    return isExchanged(a, b) ? 2 : 3
  },
  value: (subject) => subject.family.join(' '),
}

export const given: Trait = {
  name: 'given',
  agreements: [
    agreement('same', 0.8, 0.008),
    agreement('alike', 0.13, 0.01),
    agreement('initial', 0.03, 0.03),
    agreement('exchanged', 0.01, 0.0002),
    agreement('different', 0.03, 0.95),
  ],
  compare(a, b) {
    if (a.given.length === 0 || b.given.length === 0) return -1
    const agree = wordsAgree(a.given, b.given)
    if (agree === 'same') return 0
    if (agree === 'alike') return 1
    if (startsOf(a.given, b.given)) return 2
    return isExchanged(a, b) ? 3 : 4
  },
  value: (subject) => subject.given.join(' '),
}

/** Is one an initial or a short form of the other? */
function startsOf(a: readonly string[], b: readonly string[]): boolean {
  const [x, y] = [a[0] ?? '', b[0] ?? '']
  const [short, long] = x.length <= y.length ? [x, y] : [y, x]
  return long.startsWith(short) && (short.length === 1 || short.length >= 3)
}

/** Were given and family name exchanged? */
function isExchanged(a: Subject, b: Subject): boolean {
  if (a.given.length === 0 || b.given.length === 0 || a.family.length === 0 || b.family.length === 0) return false
  return wordsAgree(a.given, b.family) !== 'different' && wordsAgree(a.family, b.given) !== 'different'
}

export const birthday: Trait = {
  name: 'birthday',
  agreements: [
    agreement('same', 0.88, 0.00005),
    agreement('slip', 0.08, 0.002),
    agreement('partly', 0.02, 0.006),
    agreement('different', 0.02, 0.99),
  ],
  compare({ birthday: a }, { birthday: b }) {
    if (!a || !b) return -1
    if (a === b) return 0
    const same = [a.slice(0, 4) === b.slice(0, 4), a.slice(5, 7) === b.slice(5, 7), a.slice(8) === b.slice(8)]
    const parts = same.filter(Boolean).length
    if (isSlip(a.replaceAll('-', ''), b.replaceAll('-', '')) && parts >= 1 && differing(a, b) <= 2) return 1
    if (same[0] && a.slice(5, 7) === b.slice(8) && a.slice(8) === b.slice(5, 7)) return 1
    return parts === 2 ? 2 : 3
  },
}

export const taxId: Trait = {
  name: 'taxId',
  agreements: [agreement('same', 0.93, 0.00001), agreement('slip', 0.05, 0.0001), agreement('different', 0.02, 0.9999)],
  compare: ({ taxIds: a }, { taxIds: b }) =>
    best(a, b, (x, y) => (x === y ? 0 : x.length > 5 && x.length === y.length && isSlip(x, y) ? 1 : 2)),
}

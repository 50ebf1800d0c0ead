import { differing, isSlip } from './text-likeness.ts'
import { agreement, best, type Trait } from './trait.ts'

export const phone: Trait = {
  name: 'phone',
  agreements: [
    agreement('same', 0.65, 0.0005),
    agreement('end', 0.03, 0.0002),
    agreement('slip', 0.04, 0.0006),
    agreement('different', 0.28, 0.9985),
  ],
  compare: ({ phones: a }, { phones: b }) => best(a, b, phonesAgree),
  value: ({ phones }) => phones[0]?.slice(-9) ?? '',
}

function phonesAgree(a: string, b: string): number {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (short.length >= 7 && long.endsWith(short)) return 0
  if (short.length >= 9 && a.slice(-9) === b.slice(-9)) return 0
  if (short.length >= 7 && a.slice(-7) === b.slice(-7)) return 1
  return short.length >= 7 && differing(a.slice(-short.length), b.slice(-short.length)) <= 1 ? 2 : 3
}

export const email: Trait = {
  name: 'email',
  agreements: [
    agreement('same', 0.7, 0.0002),
    agreement('slip', 0.05, 0.0002),
    agreement('box', 0.05, 0.002),
    agreement('different', 0.2, 0.9976),
  ],
  compare: ({ emails: a }, { emails: b }) => best(a, b, mailboxesAgree),
}

function mailboxesAgree(a: string, b: string): number {
  if (a === b) return 0
  const [x, y] = [a.split('@')[0] ?? '', b.split('@')[0] ?? '']
  if (isSlip(a, b) && x.length > 5) return 1
  return x === y && x.length > 5 ? 2 : 3
}

export const domain: Trait = {
  name: 'domain',
  agreements: [agreement('same', 0.75, 0.001), agreement('different', 0.25, 0.999)],
  compare: ({ domains: a }, { domains: b }) => best(a, b, (x, y) => (x === y ? 0 : 1)),
  value: ({ domains }) => domains[0] ?? '',
}

import { isPublicMailDomain } from '../duplicates/index.ts'

/** Where most people have their mail: what nearly says one of these means it. */
const usual = `gmail.com googlemail.com hotmail.com hotmail.es outlook.com outlook.es yahoo.com yahoo.es icloud.com
  protonmail.com telefonica.net movistar.es hotmail.fr outlook.fr orange.fr wanadoo.fr online.ee suhtlus.ee`.split(
  /\s+/,
)

/** Endings that no domain has, and that hands slip into. */
const slips: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  vom: 'com',
  xom: 'com',
}

/**
 * The domain that was probably meant; null for one that may be right.
 * @example misspeltDomain('gmial.com') //=> 'gmail.com'   misspeltDomain('acme.con') //=> 'acme.com'
 */
export function misspeltDomain(domain: string): string | null {
  const typed = domain.toLowerCase()
  const dot = typed.lastIndexOf('.') + 1
  const ending = slips[typed.slice(dot)]
  const name = ending === undefined ? typed : typed.slice(0, dot) + ending
  if (!isPublicMailDomain(name)) {
    const near = usual.find((one) => isOneSlipFrom(name, one))
    if (near) return near
  }
  return name === typed ? null : name
}

/** Is one the other but for a sign too many, too few, another, or two that changed places? */
function isOneSlipFrom(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false
  const start = sharedStart(a, b)
  const [restA, restB] = [a.slice(start), b.slice(start)]
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
  )
}

function sharedStart(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at += 1
  return at
}

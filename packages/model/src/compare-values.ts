import type { ColumnType } from './field-type.ts'

/**
 * How two stored values stand to each other, as PostgreSQL orders them in a column of the type: below zero when the first
 * is less, zero when they are equal. Numbers may be texts, exact to the last digit. Texts are only equal or not.
 */
export function compareValues(a: unknown, b: unknown, type: ColumnType): number {
  switch (type) {
    case 'bigint':
    case 'smallint':
    case 'numeric':
      return compareNumbers(String(a), String(b))
    case 'timestamptz':
      return Date.parse(String(a)) - Date.parse(String(b))
    default:
      return a === b ? 0 : String(a) < String(b) ? -1 : 1
  }
}

const plain = /^-?\d+(\.\d+)?$/

/** Whole units of the last place that either has: '1.5' and '1.25' are 150 and 125. */
function compareNumbers(a: string, b: string): number {
  // With an exponent, or no number yet while somebody types: then neither less nor equal nor more.
  if (!plain.test(a) || !plain.test(b)) return Number(a) - Number(b)
  const places = Math.max(placesOf(a), placesOf(b))
  const [one, two] = [a, b].map((text) => unitsOf(text, places))
  return one === two ? 0 : (one ?? 0n) < (two ?? 0n) ? -1 : 1
}

function placesOf(text: string): number {
  return text.includes('.') ? text.length - text.indexOf('.') - 1 : 0
}

function unitsOf(text: string, places: number): bigint {
  const [whole = '', fraction = ''] = text.split('.')
  return BigInt(whole + fraction.padEnd(places, '0'))
}

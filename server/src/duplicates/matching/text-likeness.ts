/**
 * How many letters must be put in, left out, changed or exchanged with their neighbour to make one text of another
 * (optimal string alignment).
 * @returns the distance, or `most + 1` as soon as it is certain to be larger than `most`
 */
export function editDistance(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, at(beforeLast, j - 2) + 1)
      row.push(cost)
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    beforeLast = last
    last = row
  }
  return Math.min(at(last, b.length), most + 1)
}

const at = (row: readonly number[], j: number) => row[j] ?? Number.POSITIVE_INFINITY

/**
 * Likeness of two short texts, 0–1: letters in common near the same place, with a bonus for a common beginning.
 * Winkler (1990), String comparator metrics and enhanced decision rules in the Fellegi-Sunter model.
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return a === '' ? 0 : 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Uint8Array(b.length)
  const found: string[] = []
  for (let i = 0; i < a.length; i++) {
    const end = Math.min(b.length - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= end; j++)
      if (!taken[j] && a[i] === b[j]) {
        taken[j] = 1
        found.push(a[i] ?? '')
        break
      }
  }
  if (found.length === 0) return 0
  let exchanged = 0
  for (let j = 0, next = 0; j < b.length; j++) if (taken[j] && found[next++] !== b[j]) exchanged++
  const jaro = (found.length / a.length + found.length / b.length + (found.length - exchanged / 2) / found.length) / 3
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** Are two words the same but for a slip of the pen: one letter in short ones, two in long ones? */
export function isSlip(a: string, b: string): boolean {
  if (a === b) return true
  const shorter = Math.min(a.length, b.length)
  if (shorter < 3) return false
  return editDistance(a, b, shorter < 8 ? 1 : 2) <= (shorter < 8 ? 1 : 2)
}

/** In how many places two texts of the same length have another letter. */
export function differing(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) count++
  return count
}

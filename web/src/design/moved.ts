/** The items with one of them at another place; the same ones where it stays, or one of the places is none. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  if (from === to || !(from in items) || !(to in items)) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, ...items.slice(from, from + 1))
}

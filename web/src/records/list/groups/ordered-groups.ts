import type { GroupKey } from './grouping.ts'

interface Sorted {
  readonly key: GroupKey
  /** What tells its place among others whose values have no order of their own: a name, or a time. */
  readonly name: string
}

/**
 * Groups in the order in which one looks for them: values that have an order of their own in that, numbers by their size,
 * parts of dates by time, others by their names. Records without a value come last.
 * @param known the values in their own order @param direction 1 upwards, -1 downwards
 */
export function orderedGroups<G extends Sorted>(
  groups: readonly G[],
  known: readonly string[] | undefined,
  { language, direction }: { readonly language: string; readonly direction: 1 | -1 },
): readonly G[] {
  const places = new Map(known?.map((value, index) => [value, index]))
  const place = ({ key }: Sorted): number => places.get(String(key)) ?? places.size
  return groups.toSorted((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null)
    return direction * (place(a) - place(b) || compared(a, b, language))
  })
}

function compared(a: Sorted, b: Sorted, language: string): number {
  if (typeof a.key === 'number' && typeof b.key === 'number') return a.key - b.key
  return a.name.localeCompare(b.name, language)
}
